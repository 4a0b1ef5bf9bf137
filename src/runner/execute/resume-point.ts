/** What lies there that a run could go on from: its own checkpoints, and ends and checkpoints of runs of fewer steps. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dependsOnSteps } from '../../core/training/scalars.js';
import { readKeptMeasurements } from '../measure/kept-measurements.js';
import { type Measured, measuredSteps, NONE_BEFORE, NOT_KEPT } from '../measure/measure.js';
import { isMeasuredAlike } from '../measure/measure-identity.js';
import type { ShorterCell } from '../plan/block.js';
import { reachedStep } from '../plan/shorter-cells.js';
import { isGone } from '../store/holder.js';
import { FILES, seedFolder } from '../store/layout.js';
import { readLease } from '../store/locks/leases.js';
import { type Checkpoints, type KeptState, type KeptStep, readCheckpoints } from '../store/runs/checkpoints.js';
import { type KeptRun, readKeptRun, readLastState } from '../store/runs/kept.js';
import { settleRewrite } from '../store/runs/rewrite.js';
import type { BlockContext } from './block-context.js';
import { readOf } from './remeasure.js';

export type ResumeState = Pick<Checkpoints<Measured>, 'kept'> & { readonly state: KeptState };

export interface ResumePoint {
  /** Null where the run begins at the beginning. */
  readonly from: ResumeState | null;
  /** Why what lies there and reaches further cannot be gone on from. */
  readonly problems: readonly string[];
}

/** Of all that lies there, what reaches furthest and can be believed. */
export async function findResumePoint(context: BlockContext, seed: number): Promise<ResumePoint> {
  const { block, parts } = context;
  const own = seedFolder(block.folder, block.cell, seed);
  const shorter = dependsOnSteps(parts) ? [] : block.shorter;
  const candidates = [
    { step: reachedStep(own), look: () => ownStart(context, seed, own) },
    ...shorter.map((cell) => {
      const at = seedFolder(block.folder, cell, seed);
      if (!isHeld(at)) settleRewrite(at);
      return { step: reachedStep(at), look: () => shorterStart(context, seed, { cell, at }) };
    }),
  ];
  let usable: ResumeState | null = null;
  const troubles: string[] = [];
  for (const { step, look } of candidates.sort((a, b) => b.step - a.step)) {
    if (usable && usable.state.step >= step) break;
    const found = await look();
    if (found.trouble) troubles.push(found.trouble);
    if (found.usable && found.usable.state.step > (usable?.state.step ?? -1)) usable = found.usable;
  }
  return { from: usable, problems: troubles };
}

function isHeld(folder: string): boolean {
  const lease = readLease(folder);
  return existsSync(join(folder, FILES.lease)) && !(lease && isGone(lease));
}

interface Found {
  readonly usable: ResumeState | null;
  readonly trouble?: string | undefined;
}

async function ownStart(context: BlockContext, seed: number, folder: string): Promise<Found> {
  const own = await readCheckpoints<Measured>(folder, { cell: context.block.cell.id, seed });
  const usable = lastUsable(context, own);
  if (own.damaged.length > 0) return { usable, trouble: `damaged checkpoints (${own.damaged.join(', ')})` };
  const isLacking = own.states.length > 0 && !usable;
  return { usable, trouble: isLacking ? 'its checkpoints lack steps that are measured now' : undefined };
}

/** The last state before which nothing is missing that the plan measures: at its own step it can be measured itself. */
function lastUsable(
  context: BlockContext,
  { states, kept }: Pick<Checkpoints<Measured>, 'states' | 'kept'>,
): ResumeState | null {
  const state = states.find(({ step }) => {
    if (step > context.parts.setting.steps) return false;
    const wanted = measuredUpTo(context, step);
    return wanted.every((at, i) => {
      const known = kept.get(at);
      if (at === step || known?.parameters) return true;
      // The parameters of the last two are written should the run end before it is measured again.
      return known?.measured === context.block.measured && i < wanted.length - 2;
    });
  });
  return state ? { state, kept } : null;
}

const LACKING = 'the run of fewer steps did not keep all that is measured on the way';

/** From the end of a run of fewer steps, or from the checkpoint where that was cut off. */
async function shorterStart(
  context: BlockContext,
  seed: number,
  { cell, at }: { readonly cell: ShorterCell; readonly at: string },
): Promise<Found> {
  const ended = await readKeptRun(at);
  const state = ended && (await readLastState(at, ended));
  if (!ended || !state || state.length === 0) {
    const found = await readCheckpoints<Measured>(at, { cell: cell.id, seed });
    const cut = lastUsable(context, found);
    const isLacking = found.states.length > 0 && !cut;
    const isDamaged = found.damaged.length > 0 || (!state && existsSync(join(at, FILES.parameters)));
    return {
      // What was its last step is no longer: it is read from the state, if the plan asks for it.
      usable: cut && { ...cut, kept: new Map([...cut.kept].filter(([step]) => step !== cut.state.step)) },
      trouble: isDamaged
        ? `what the run of fewer steps in ${cell.folder} left is damaged`
        : isLacking
          ? LACKING
          : undefined,
    };
  }
  const { step } = ended.rows.at(-1)!;
  const kept = await shorterSteps(context, { seed, folder: at, ended });
  const usable = lastUsable(context, { states: [{ step, state, last: null }], kept });
  return {
    usable,
    trouble: usable ? undefined : LACKING,
  };
}

/** Read again where the parameters were kept; else what was read then, if the plan measures alike. */
async function shorterSteps(
  context: BlockContext,
  { seed, folder, ended }: { readonly seed: number; readonly folder: string; readonly ended: KeptRun },
): Promise<ReadonlyMap<number, KeptStep<Measured>>> {
  const { measure, measured } = context.block;
  const rows = new Map(ended.rows.map(({ step, parameters }) => [step, { step, state: parameters }]));
  const kept = new Map<number, KeptStep<Measured>>();
  for (const { step, parameters } of ended.rows) kept.set(step, { step, parameters, measured: '', readings: NOTHING });
  const both = measuredUpTo(context, ended.rows.at(-1)!.step);
  if (both.every((at) => rows.has(at)) || measure.keep === 'all' || !isMeasuredAlike(ended.summary, measure))
    return kept;
  const known = await readKeptMeasurements(folder, ended, measure);
  for (const [i, step] of known ? both.slice(0, -1).entries() : []) {
    const previous = i === 0 ? NONE_BEFORE : (rows.get(both[i - 1]) ?? NOT_KEPT);
    const readings = await readOf(context, { seed, row: rows.get(step), previous, known: known!.get(step) });
    kept.set(step, { step, parameters: rows.get(step)?.state ?? null, measured, readings });
  }
  return kept;
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

export function measuredUpTo({ block, parts }: BlockContext, step: number): number[] {
  return measuredSteps(block.measure, parts.setting.steps).filter((at) => at <= step);
}
