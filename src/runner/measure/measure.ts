/** Measures a run at one step: the value of every metric, and the arrays that reports draw. */

import type { Parts } from '../../core/gan/build.js';
import { memberOf } from '../../core/gan/extension-members.js';
import type { Choice } from '../../core/gan/setting.js';
import { openSnapshot, type StateAtStep } from '../../core/snapshot/open-snapshot.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import type { Evaluator } from '../../core/training/evaluator.js';
import { absentIfFailed, estimatorOrReason, notANumber } from '../../metrics/absent-if-failed.js';
import { metrics } from '../../metrics/catalog.js';
import { computeFigureOne, type FigureOne } from '../../metrics/figure-one.js';
import type { Metric, VectorValue } from '../../metrics/metric.js';
import type { Measure } from '../../records/experiment.js';
import type { MetricValue } from '../../records/metric-value.js';
import { metricValue } from '../../records/metric-value.js';

const MAX_POINTS_KEPT = 500; // samples of p and of q kept for the report's charts

/** A run measured at one step. */
export interface Measured {
  readonly step: number;
  readonly values: readonly { readonly metric: string; readonly value: MetricValue }[];
  /** Of metrics that give more than one number. Where one is absent, `values` has the reason. */
  readonly vectors: readonly { readonly metric: string; readonly value: VectorValue }[];
  /** The estimator of every value that is present. */
  readonly estimators: readonly { readonly metric: string; readonly unit: string; readonly text: string }[];
  readonly generated: Float64Array;
  readonly real: Float64Array;
  readonly figure: FigureOne | null;
}

/** A run's parts, their evaluator, and what the plan measures. */
export interface MeasureContext {
  readonly parts: Parts;
  readonly evaluator: Evaluator;
  readonly measure: Measure;
  /** Notes what could not be drawn at a step, and why. */
  readonly control?: { note(seed: number, text: string): void };
}

export const NO_PREVIOUS = { absent: 'there is no earlier measurement' };
export const PREVIOUS_NOT_KEPT = { absent: 'the parameters of the previous measurement were not kept (measure.keep)' };

/** Measures one run at one step, from its packed state or from a row of `parameters.npy`. */
export function measureStep(
  { parts, evaluator, measure: plan, control }: MeasureContext,
  at: StateAtStep & { readonly seed: number; readonly previous: StateAtStep | { readonly absent: string } },
): Promise<Measured> {
  const brief = at.step !== parts.setting.steps;
  const snapshot = openSnapshot(parts, evaluator, { ...at, samples: plan.samples, brief });
  return measure(snapshot, plan, parts.game.networks !== undefined, (text) => control?.note(at.seed, text));
}

/** `hasSamples`: whether the run's game produces samples. `note` takes what could not be drawn, and why. */
export async function measure(
  snapshot: Snapshot,
  { metrics: scalars, vectors = [] }: Measure,
  hasSamples: boolean,
  note: (text: string) => void = () => undefined,
): Promise<Measured> {
  const values: { metric: string; value: MetricValue }[] = [];
  const estimators = new Map<string, Measured['estimators'][number]>();
  const noteEstimator = async (column: string, choice: Choice) => {
    const metric = metricOf(choice);
    const text = await estimatorOrReason(() => metric.estimator(snapshot, choice));
    estimators.set(column, { metric: column, unit: metric.unit, text });
  };
  for (const { column, choice } of scalars) {
    const found = await absentIfFailed(column, () => metricOf(choice).compute(snapshot, choice));
    // NaN is a bug of the metric: it must never look like a number.
    const value = 'value' in found ? metricValue(found.value, notANumber(column)) : found;
    values.push({ metric: column, value });
    if ('value' in value) await noteEstimator(column, choice);
  }
  const vectorValues: { metric: string; value: VectorValue }[] = [];
  for (const { column, choice } of vectors) {
    const value = await absentIfFailed(column, () => metricOf(choice).vector!.compute(snapshot, choice));
    vectorValues.push({ metric: column, value });
    if ('data' in value) await noteEstimator(column, choice);
    if ('absent' in value && !scalars.some((other) => other.column === column)) values.push({ metric: column, value });
  }
  const all = { step: snapshot.step, values, vectors: vectorValues, estimators: [...estimators.values()] };
  if (!hasSamples) return { ...all, generated: NONE, real: NONE, figure: null };
  const kept = MAX_POINTS_KEPT * snapshot.target.dim;
  // What the report draws must not cost the run.
  const orNull = async <R>(what: string, compute: () => Promise<R>) => {
    const found = await absentIfFailed(what, async () => ({ drawn: await compute() }));
    if ('absent' in found) note(`step ${snapshot.step} has no ${what} to draw: ${found.absent}`);
    return 'drawn' in found ? found.drawn : null;
  };
  const drawn = await orNull('samples', () => snapshot.samples());
  return {
    ...all,
    generated: drawn?.generated.slice(0, kept) ?? NONE,
    real: drawn?.real.slice(0, kept) ?? NONE,
    figure: snapshot.target.dim === 1 ? await orNull('densities', () => computeFigureOne(snapshot)) : null,
  };
}

const NONE = new Float64Array(0);

const metricOf = (choice: Choice): Metric => memberOf(metrics, choice);

/** How many steps `measuredSteps` has. */
export function measuredStepCount({ every }: Measure, steps: number): number {
  return Math.ceil(steps / every) + 1;
}

/** Steps at which a run is measured: 0, every `every`, and the last. */
export function measuredSteps({ every }: Measure, steps: number): number[] {
  const at = [];
  for (let step = 0; step < steps; step += every) at.push(step);
  return [...at, steps];
}
