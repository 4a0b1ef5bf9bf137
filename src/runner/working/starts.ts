/** Where each run's training begins: at its last checkpoint, at a shorter run's end, or at the beginning. */
import type { FloatArray } from '../../core/engine/program.js';
import { dependsOnSteps } from '../../core/numbers.js';
import type { At } from '../../metrics/open-snapshot.js';
import { isReadAlike } from '../measuring/conditions.js';
import { measureStep, NONE_BEFORE, NOT_KEPT } from '../measuring/measure-step.js';
import { type Measured, measuredSteps } from '../measuring/measuring.js';
import { recall } from '../measuring/recall.js';
import {
  type Checkpoints,
  type KeptState,
  type KeptStep,
  type LastState,
  readCheckpoints,
} from '../store/checkpoints.js';
import { type Kept, readKept, readLastState } from '../store/kept.js';
import { seedFolder } from '../store/layout.js';
import type { Work } from '../work.js';
import { parameterRow } from './endings.js';
import { readOf } from './measure-again.js';

/** Runs that train together: they begin at one step. */
export interface Start {
  readonly step: number;
  readonly runs: readonly StartingRun[];
}

export interface StartingRun {
  readonly seed: number;
  /** Null at the beginning. */
  readonly state: FloatArray | null;
  /** Every measured step before `step`, as the plan measures now; perhaps `step` itself. */
  readonly kept: readonly KeptStep<Measured>[];
  /** The state at one of them, which may be the last. */
  readonly last: LastState | null;
}

/** Seeds of one block may have been cut off at different steps. */
export async function startsOf(work: Work, seeds: readonly number[]): Promise<readonly Start[]> {
  const byStep = new Map<number, StartingRun[]>();
  for (const seed of seeds) {
    const { step, ...run } = await startOf(work, seed);
    byStep.set(step, [...(byStep.get(step) ?? []), run]);
  }
  return [...byStep].map(([step, runs]) => ({ step, runs }));
}

async function startOf(work: Work, seed: number): Promise<StartingRun & { readonly step: number }> {
  const { block, control } = work;
  const name = { cell: block.cell.id, seed };
  const own = await readCheckpoints<Measured>(seedFolder(block.folder, block.cell, seed), name);
  const usable = ownStart(work, own) ?? (await shorterStart(work, seed));
  if (own.torn.length > 0)
    control.note(seed, `damaged checkpoints (${own.torn.join(', ')}): it goes on from step ${usable?.state.step ?? 0}`);
  else if (own.states.length > 0 && !usable)
    control.note(seed, 'its checkpoints lack steps that are measured now: it begins again');
  else if (!usable && (await hasShorterEnd(work, seed)))
    control.note(seed, 'the run of fewer steps did not keep all that is measured on the way: it begins again');
  if (!usable) return { seed, step: 0, state: null, kept: [], last: null };
  const kept: KeptStep<Measured>[] = [];
  for (const at of measuredUpTo(work, usable.state.step)) {
    const known = usable.kept.get(at);
    if (known) kept.push(known.measured === block.measured ? known : await measuredAnew(work, seed, known, kept));
  }
  return { seed, kept, ...usable.state };
}

type Usable = Pick<Checkpoints<Measured>, 'kept'> & { readonly state: KeptState };

/** The last state before which nothing is missing that the plan measures: at its own step it can be measured itself. */
function ownStart(work: Work, { states, kept }: Pick<Checkpoints<Measured>, 'states' | 'kept'>): Usable | null {
  const state = states.find(({ step }) => {
    if (step > work.parts.setting.steps) return false;
    const wanted = measuredUpTo(work, step);
    return wanted.every((at, i) => {
      const known = kept.get(at);
      if (at === step || known?.parameters) return true;
      // The parameters of the last two are written should the run end before it is measured again.
      return known?.measured === work.block.measured && i < wanted.length - 2;
    });
  });
  return state ? { state, kept } : null;
}

/** From the end of a run of fewer steps, or from the checkpoint where that was cut off. */
async function shorterStart(work: Work, seed: number): Promise<Usable | null> {
  const { shorter, folder } = work.block;
  if (!shorter || dependsOnSteps(work.parts)) return null;
  const at = seedFolder(folder, shorter, seed);
  const ended = await readKept(at);
  const state = ended && (await readLastState(at, ended));
  if (!ended || !state || state.length === 0) {
    const cut = ownStart(work, await readCheckpoints<Measured>(at, { cell: shorter.id, seed }));
    // What was its last step is no longer: it is read from the state, if the plan asks for it.
    return cut && { ...cut, kept: new Map([...cut.kept].filter(([at]) => at !== cut.state.step)) };
  }
  const { step } = ended.rows.at(-1)!;
  const kept = await shorterSteps(work, { seed, folder: at, ended });
  return ownStart(work, { states: [{ step, state, last: null }], kept: kept });
}

/** Read again where the parameters were kept; else what was read then, if the plan measures alike. */
async function shorterSteps(
  work: Work,
  { seed, folder, ended }: { readonly seed: number; readonly folder: string; readonly ended: Kept },
): Promise<ReadonlyMap<number, KeptStep<Measured>>> {
  const { measure, measured } = work.block;
  const rows = new Map(ended.rows.map(({ step, parameters }) => [step, { step, state: parameters }]));
  const kept = new Map<number, KeptStep<Measured>>();
  for (const { step, parameters } of ended.rows) kept.set(step, { step, parameters, measured: '', readings: NOTHING });
  const both = measuredUpTo(work, ended.rows.at(-1)!.step);
  if (both.every((at) => rows.has(at)) || measure.keep === 'all' || !isReadAlike(ended.summary, measure)) return kept;
  const known = await recall(folder, ended, measure);
  for (const [i, step] of known ? both.slice(0, -1).entries() : []) {
    const previous = i === 0 ? NONE_BEFORE : (rows.get(both[i - 1]) ?? NOT_KEPT);
    const readings = await readOf(work, { seed, row: rows.get(step), previous, known: known!.get(step) });
    kept.set(step, { step, parameters: rows.get(step)?.state ?? null, measured, readings });
  }
  return kept;
}

/** Whether there is an end to go on from, were it not for what it lacks: `measure.keep: last` keeps little before it. */
async function hasShorterEnd({ block: { shorter, folder }, parts }: Work, seed: number): Promise<boolean> {
  return shorter !== null && !dependsOnSteps(parts) && (await readKept(seedFolder(folder, shorter, seed))) !== null;
}

const NOTHING: Measured = {
  step: 0,
  readings: [],
  vectors: [],
  estimators: [],
  generated: new Float64Array(),
  real: new Float64Array(),
  figure: null,
};

async function measuredAnew(
  work: Work,
  seed: number,
  { step, parameters }: KeptStep<Measured>,
  before: readonly KeptStep<Measured>[],
): Promise<KeptStep<Measured>> {
  const at = { seed, step, state: parameters!, previous: previousOf(before) };
  return { step, parameters, measured: work.block.measured, readings: await measureStep(work, at) };
}

function measuredUpTo({ block, parts }: Work, step: number): number[] {
  return measuredSteps(block.measure, parts.setting.steps).filter((at) => at <= step);
}

/** Measures a run at a step, and keeps what it takes to do so again. */
export async function keepStep(
  work: Work,
  { seed, ...at }: At & { readonly seed: number },
  before: readonly KeptStep<Measured>[],
): Promise<KeptStep<Measured>> {
  const readings = await measureStep(work, { seed, ...at, previous: previousOf(before) });
  return { step: at.step, measured: work.block.measured, readings, parameters: parameterRow(work.parts, at.state) };
}

function previousOf(before: readonly KeptStep<Measured>[]): At | { readonly absent: string } {
  const last = before.at(-1);
  if (!last) return NONE_BEFORE;
  return last.parameters ? { step: last.step, state: last.parameters } : NOT_KEPT;
}
