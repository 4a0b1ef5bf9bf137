/**
 * Checkpoints of a run in progress, in `unfinished/` of its folder: `state-STEP` holds the packed state, `readings-FIRST-LAST`
 * the metric values of measured steps, with the parameters of each. The last two states are kept, so that a damaged file
 * costs a little training and never a wrong number. The folder is removed when the run ends. Decision 009.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { FloatArray } from '../../../core/engine/program.js';
import { entriesIn, makeOwnFolder, removeOwnFolder } from '../bytes/own-folders.js';
import { readSealed, writeSealed } from '../bytes/sealed.js';
import { FILES } from '../layout.js';

/** The run that a checkpoint belongs to: a file of another run is not used. */
export interface RunIdentity {
  readonly cell: string;
  readonly seed: number;
}

/** `T` is what was measured at the step. */
export interface KeptStep<T> {
  readonly step: number;
  /** Identity of what was measured. */
  readonly measured: string;
  readonly measurement: T;
  /** A row of `parameters.npy`: enough to measure the step again. Null where the run continues a shorter one that had not kept it. */
  readonly parameters: FloatArray | null;
}

export interface Checkpoints<T> {
  /** Undamaged ones, the last first. */
  readonly states: readonly KeptState[];
  readonly kept: ReadonlyMap<number, KeptStep<T>>;
  /** Names of damaged files. */
  readonly damaged: readonly string[];
}

export interface KeptState {
  readonly step: number;
  /** The packed state. */
  readonly state: FloatArray;
  /** The packed state at the last measured step, which a run leaves if it diverges; null before there is one. */
  readonly last: LastState | null;
}

export interface LastState {
  readonly step: number;
  readonly state: FloatArray;
}

const MAX_STATES = 2; // on disk: the last, and the one before should that be damaged
const STATE = /^state-(\d+)$/;
/** Names of the files in `unfinished/`. */
export const CHECKPOINT_FILE = /^(state|readings)-[\d-]+$/;

/** `kept`: the measured steps since the last checkpoint. */
export async function writeCheckpoint<T>(
  folder: string,
  run: RunIdentity,
  { kept, ...state }: KeptState & { readonly kept: readonly KeptStep<T>[] },
): Promise<void> {
  const at = join(folder, FILES.unfinished);
  makeOwnFolder(at);
  // The state comes last: where it exists, everything before it does.
  if (kept.length > 0) {
    const name = `readings-${kept[0].step}-${kept[kept.length - 1].step}`;
    await writeSealed(join(at, name), { ...run, kept });
  }
  await writeSealed(join(at, `state-${state.step}`), { ...run, state });
  const old = stateSteps(folder).slice(MAX_STATES);
  for (const earlier of old) await rm(join(at, `state-${earlier}`), { force: true });
}

/** The last first. */
function stateSteps(folder: string): number[] {
  return stepsIn(entriesIn(join(folder, FILES.unfinished)).map(({ name }) => name));
}

/** The step of the last state among the file names in `unfinished/`; 0 without one. */
export function latestState(names: Iterable<string>): number {
  return stepsIn(names)[0] ?? 0;
}

function stepsIn(names: Iterable<string>): number[] {
  return [...names]
    .flatMap((name) => STATE.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => b - a);
}

const floats = z.union([z.instanceof(Float32Array), z.instanceof(Float64Array)]);
const last = z.looseObject({ step: z.int().gte(0), state: floats });
const stateSchema = z.looseObject({ ...last.shape, last: last.nullable() });
const keptSchema = (measurement: z.ZodType) =>
  z.array(z.looseObject({ step: z.int().gte(0), measured: z.string(), measurement, parameters: floats.nullable() }));

/** `measurement`: the schema of what was measured. A file of another shape is damaged, whatever its checksum says. */
export async function readCheckpoints<T>(
  folder: string,
  run: RunIdentity,
  measurement: z.ZodType,
): Promise<Checkpoints<T>> {
  const at = join(folder, FILES.unfinished);
  const names = entriesIn(at)
    .map(({ name }) => name)
    .filter((name) => CHECKPOINT_FILE.test(name))
    .sort();
  const states: KeptState[] = [];
  const kept = new Map<number, KeptStep<T>>();
  const damaged: string[] = [];
  for (const name of names) {
    const found = await readSealed<RunIdentity & { state?: KeptState; kept?: KeptStep<T>[] }>(join(at, name));
    const isWhole = STATE.test(name)
      ? stateSchema.safeParse(found?.state).success
      : keptSchema(measurement).safeParse(found?.kept).success;
    if (found?.cell !== run.cell || found.seed !== run.seed || !isWhole) damaged.push(name);
    else if (found.state) states.push(found.state);
    else for (const each of found.kept ?? []) kept.set(each.step, each);
  }
  return { states: states.sort((a, b) => b.step - a.step), kept, damaged };
}

export function removeCheckpoints(folder: string): void {
  removeOwnFolder(join(folder, FILES.unfinished));
}
