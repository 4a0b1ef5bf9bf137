/** Where each run's training begins: at its last checkpoint, at a shorter run's end, or at the beginning. */
import type { FloatArray } from '../../core/engine/program.js';
import type { StateAtStep } from '../../core/snapshot/open-snapshot.js';
import type { Measured } from '../measure/measure.js';
import { measureStep, NONE_BEFORE, NOT_KEPT } from '../measure/measure.js';
import type { KeptStep, LastState } from '../store/runs/checkpoints.js';
import type { BlockContext } from './block-context.js';
import { parameterRow } from './finish-run.js';
import { findResumePoint, measuredUpTo } from './resume-point.js';

/** Runs that train together: they begin at one step. */
export interface TrainingGroup {
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
  const where = from ? `it goes on from step ${from.state.step}` : 'it begins again';
  if (problems.length > 0) control.note(seed, `${problems.join('; ')}: ${where}`);
  if (!from) return { seed, step: 0, state: null, kept: [], last: null };
  const kept: KeptStep<Measured>[] = [];
  for (const at of measuredUpTo(context, from.state.step)) {
    const known = from.kept.get(at);
    if (known) kept.push(known.measured === block.measured ? known : await measuredAnew(context, seed, known, kept));
  }
  return { seed, kept, ...from.state };
}

async function measuredAnew(
  context: BlockContext,
  seed: number,
  { step, parameters }: KeptStep<Measured>,
  before: readonly KeptStep<Measured>[],
): Promise<KeptStep<Measured>> {
  const at = { seed, step, state: parameters!, previous: previousOf(before) };
  return { step, parameters, measured: context.block.measured, readings: await measureStep(context, at) };
}

/** Measures a run at a step, and keeps what it takes to do so again. */
export async function keepStep(
  context: BlockContext,
  { seed, ...at }: StateAtStep & { readonly seed: number },
  before: readonly KeptStep<Measured>[],
): Promise<KeptStep<Measured>> {
  const readings = await measureStep(context, { seed, ...at, previous: previousOf(before) });
  return {
    step: at.step,
    measured: context.block.measured,
    readings,
    parameters: parameterRow(context.parts, at.state),
  };
}

function previousOf(before: readonly KeptStep<Measured>[]): StateAtStep | { readonly absent: string } {
  const last = before.at(-1);
  if (!last) return NONE_BEFORE;
  return last.parameters ? { step: last.step, state: last.parameters } : NOT_KEPT;
}
