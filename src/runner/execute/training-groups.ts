/** Where the training of each run begins: at its last checkpoint, at a shorter run's end, or at step 0. */
import type { FloatArray } from '../../core/engine/program.js';
import type { StateAtStep } from '../../core/snapshot/open-snapshot.js';
import type { Measured } from '../measure/measure.js';
import { measureStep, NO_PREVIOUS, PREVIOUS_NOT_KEPT } from '../measure/measure.js';
import type { KeptStep, LastState } from '../store/runs/checkpoints.js';
import type { BlockContext } from './block-context.js';
import { findResumePoint, measuredUpTo } from './resume-point.js';

/** Runs that are trained together: they begin at the same step. */
export interface TrainingGroup {
  readonly step: number;
  readonly runs: readonly StartingRun[];
}

export interface StartingRun {
  readonly seed: number;
  /** The packed state; null at step 0. */
  readonly state: FloatArray | null;
  /** Every step before `step` that the plan measures, perhaps `step` itself, measured as the plan asks. */
  readonly kept: readonly KeptStep<Measured>[];
  /** The packed state at one of these steps, which may be the last one. */
  readonly last: LastState | null;
}

/** Runs that start at step 0. */
export function fromStart(seeds: readonly number[]): TrainingGroup {
  return { step: 0, runs: seeds.map((seed) => ({ seed, state: null, kept: [], last: null })) };
}

/** Seeds of one block may have been interrupted at different steps. */
export async function trainingGroups(
  context: BlockContext,
  seeds: readonly number[],
): Promise<readonly TrainingGroup[]> {
  const byStep = new Map<number, StartingRun[]>();
  for (const seed of seeds) {
    const { step, ...run } = await startOf(context, seed);
    byStep.set(step, [...(byStep.get(step) ?? []), run]);
  }
  return [...byStep].map(([step, runs]) => ({ step, runs }));
}

async function startOf(context: BlockContext, seed: number): Promise<StartingRun & { readonly step: number }> {
  const { block, control } = context;
  const { from, problems } = await findResumePoint(context, seed);
  const where = from ? `resuming from step ${from.state.step}` : 'restarting from step 0';
  if (problems.length > 0) control.note(seed, `${problems.join('; ')}: ${where}`);
  if (!from) return { seed, step: 0, state: null, kept: [], last: null };
  const kept: KeptStep<Measured>[] = [];
  for (const at of measuredUpTo(context, from.state.step)) {
    const known = from.kept.get(at);
    if (known) kept.push(known.measured === block.measured ? known : await measuredAgain(context, seed, known, kept));
  }
  return { seed, kept, ...from.state };
}

async function measuredAgain(
  context: BlockContext,
  seed: number,
  { step, parameters }: KeptStep<Measured>,
  before: readonly KeptStep<Measured>[],
): Promise<KeptStep<Measured>> {
  const at = { seed, step, state: parameters!, previous: previousOf(before) };
  return { step, parameters, measured: context.block.measured, measurement: await measureStep(context, at) };
}

/** The measurement before the next one, for metrics that compare the two. */
export function previousOf(before: readonly KeptStep<Measured>[]): StateAtStep | { readonly absent: string } {
  const last = before.at(-1);
  if (!last) return NO_PREVIOUS;
  return last.parameters ? { step: last.step, state: last.parameters } : PREVIOUS_NOT_KEPT;
}
