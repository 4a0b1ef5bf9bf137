/** Measures a run at one step: every metric's reading, and the arrays that reports draw. */

import type { Parts } from '../../core/gan/build.js';
import { NotAvailableError } from '../../core/gan/games/_game.js';
import type { Choice } from '../../core/gan/setting.js';
import { openSnapshot, type StateAtStep } from '../../core/snapshot/open-snapshot.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import type { Evaluator } from '../../core/training/evaluator.js';
import { metrics } from '../../metrics/catalog.js';
import { computeFigureOne, type FigureOne } from '../../metrics/figure-one.js';
import type { Metric, VectorValue } from '../../metrics/metric.js';
import type { Measure } from '../../records/experiment.js';
import type { MetricValue } from '../../records/metric-value.js';
import { metricValue } from '../../records/metric-value.js';

/** Points of a cloud that are kept for the report. */
const DRAWN = 500;

export interface Measured {
  readonly step: number;
  readonly readings: readonly { readonly metric: string; readonly reading: MetricValue }[];
  /** Of metrics that give more than a number. Where one is absent, `readings` has the reason. */
  readonly vectors: readonly { readonly metric: string; readonly reading: VectorValue }[];
  /** How what is present was come by. */
  readonly estimators: readonly { readonly metric: string; readonly unit: string; readonly says: string }[];
  readonly generated: Float64Array;
  readonly real: Float64Array;
  readonly figure: FigureOne | null;
}

/** What a run is built of, and what the plan measures of it. */
export interface MeasureContext {
  readonly parts: Parts;
  readonly evaluator: Evaluator;
  readonly measure: Measure;
}

export const NONE_BEFORE = { absent: 'the first measurement has none before it' };
export const NOT_KEPT = { absent: 'the parameters of the measurement before were not kept (measure.keep)' };

/** Measures one run at one step, from its packed state or from a row of `parameters.npy`. */
export function measureStep(
  { parts, evaluator, measure: plan }: MeasureContext,
  at: StateAtStep & { readonly seed: number; readonly previous: StateAtStep | { readonly absent: string } },
): Promise<Measured> {
  const brief = at.step !== parts.setting.steps;
  const snapshot = openSnapshot(parts, evaluator, { ...at, samples: plan.samples, brief });
  return measure(snapshot, plan, parts.game.networks !== undefined);
}

/** `hasSamples`: whether the run's game makes samples at all. */
export async function measure(
  snapshot: Snapshot,
  { metrics: chosen, vectors: further = [] }: Measure,
  hasSamples: boolean,
): Promise<Measured> {
  const readings = [];
  const estimators = new Map<string, Measured['estimators'][number]>();
  const present = async (column: string, choice: Choice) => {
    const metric = metricOf(choice);
    const says = await metric.estimator(snapshot, choice);
    estimators.set(column, { metric: column, unit: metric.unit, says });
  };
  for (const { column, choice } of chosen) {
    const read = await orLacking(() => metricOf(choice).compute(snapshot, choice));
    // A NaN that slips through is a bug of the metric: it must never look like a number.
    readings.push({ metric: column, reading: 'value' in read ? metricValue(read.value, `${column} gave NaN`) : read });
    if ('value' in read) await present(column, choice);
  }
  const vectors: Measured['vectors'][number][] = [];
  for (const { column, choice } of further) {
    const read = await orLacking(() => metricOf(choice).vector!.compute(snapshot, choice));
    vectors.push({ metric: column, reading: read });
    if ('data' in read) await present(column, choice);
    if ('absent' in read && !chosen.some((other) => other.column === column))
      readings.push({ metric: column, reading: read });
  }
  const all = { step: snapshot.step, readings, vectors, estimators: [...estimators.values()] };
  if (!hasSamples) return { ...all, generated: NONE, real: NONE, figure: null };
  const { generated, real } = await snapshot.samples();
  const kept = DRAWN * snapshot.target.dim;
  return {
    ...all,
    generated: generated.slice(0, kept),
    real: real.slice(0, kept),
    figure: snapshot.target.dim === 1 ? await computeFigureOne(snapshot) : null,
  };
}

const NONE = new Float64Array(0);

function metricOf({ name }: Choice): Metric {
  const metric = metrics.get(name);
  if (!metric) throw new Error(`${name}: no such metric`);
  return metric;
}

/** A metric that asks for what the game has not is absent. */
async function orLacking<R>(read: () => Promise<R>): Promise<R | { readonly absent: string }> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof NotAvailableError) return { absent: error.message };
    throw error;
  }
}

/** Steps at which readings are taken: 0, every `every`, and the last. */
export function measuredSteps({ every }: Measure, steps: number): number[] {
  const at = [];
  for (let step = 0; step < steps; step += every) at.push(step);
  return [...at, steps];
}
