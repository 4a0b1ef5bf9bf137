/** Draws the nulls of metrics: their values where both sides are samples of the target itself. */

import { availableSamples, splitRows } from '../../core/gan/targets/_sample-sets.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import { maximum } from '../../core/math/long-lists.js';
import { stream } from '../../core/math/random/random.js';
import { MissingPartError, type Samples, samplesSnapshot } from '../../density/samples/samples-snapshot.js';
import { metricValue } from '../../records/metric-value.js';
import { absentIfFailed, notANumber } from '../absent-if-failed.js';
import { groupOf } from '../catalog.js';
import type { Metric, MetricRequest } from '../metric.js';
import { type Null, nullFrom } from './null.js';

export type NullResult = Null | { readonly absent: string };

export interface NullOptions {
  /** Draws of every null; if left out, `defaultDraws` of each metric. 0: no nulls. */
  readonly draws?: number | undefined;
  /**
   * Whether q's density may be estimated from samples. False for runs, where it is known from G: such metrics have no
   * null.
   */
  readonly densities?: boolean;
  /** Called after each value with the share of all values that are drawn, in (0, 1]. */
  readonly onDraw?: (share: number) => void;
}

const MAX_DRAWS = 200;
const MIN_DRAWS = 8;
const MAX_DISTANCES = 1.25e8; // distances over all draws of a metric: some seconds
const MAX_ASSIGNED_SAMPLES = 5e6; // samples assigned to modes, over all draws of a metric
const MAX_TRANSPORTED = 3e7; // pairs of samples that are matched optimally, over all draws of a metric
const MAX_PAIRED_SAMPLES = 5000; // samples that metrics of pairs use: the first so many
const MAX_SAMPLES = 50_000; // samples up to which sorting and searching neighbours do not take minutes a draw

/** Draws of a metric's null at n samples that take some seconds; 0 where even a few would take minutes. */
export function defaultDraws({ name }: Metric, n: number): number {
  const clamped = (draws: number) => Math.max(MIN_DRAWS, Math.min(MAX_DRAWS, Math.round(draws)));
  if (groupOf.get(name) === 'modes') return clamped(MAX_ASSIGNED_SAMPLES / n);
  if (name.startsWith('wasserstein-')) return n > MAX_SAMPLES ? 0 : clamped(MAX_TRANSPORTED / Math.min(n, 2000) ** 2);
  return n > MAX_SAMPLES ? 0 : clamped(MAX_DISTANCES / Math.min(n, MAX_PAIRED_SAMPLES) ** 2);
}

/**
 * The nulls of metrics at q = p, by column. The random stream of each draw is named by the draw's number, so
 * that nulls are reproducible and do not depend on what else is requested. Metrics share a draw's samples.
 */
export async function drawNulls(
  requests: readonly MetricRequest[],
  { target, samples: wanted }: { readonly target: Distribution; readonly samples: number },
  options: NullOptions = {},
): Promise<ReadonlyMap<string, NullResult>> {
  const samples = availableSamples(target, wanted);
  const nothing = whyNotDrawable(target) ?? tooFewRows(target, samples);
  if (nothing !== null) return new Map(requests.map(({ column }) => [column, { absent: nothing }]));
  const found = new Map<string, NullResult>();
  const values = new Map(requests.map(({ column }) => [column, [] as number[]]));
  const planned = requests.map((one) => ({ ...one, draws: options.draws ?? defaultDraws(one.metric, samples) }));
  for (const { column, draws } of planned)
    if (draws === 0)
      found.set(column, {
        absent:
          options.draws === 0 ? 'not drawn' : `takes minutes at ${samples} samples unless the number of draws is given`,
      });
  const most = Math.max(0, maximum(planned.map(({ draws }) => draws)));
  const total = planned.reduce((sum, { draws }) => sum + draws, 0);
  let done = 0;
  for (let draw = 0; draw < most; draw++) {
    const snapshot = samplesSnapshot(samplesOfDraw(target, samples, draw), {
      draw,
      densities: options.densities ?? true,
      previous: () => samplesSnapshot(samplesOfDraw(target, samples, draw, 'before'), { draw, densities: false }),
    });
    for (const { column, metric, options: chosen, draws } of planned) {
      if (draw >= draws || found.has(column)) continue;
      const computed = await absentIfFailed(column, () => metric.compute(snapshot, chosen));
      const value = 'value' in computed ? metricValue(computed.value, notANumber(column)) : computed;
      if ('absent' in value) found.set(column, value);
      else values.get(column)!.push(value.value);
      options.onDraw?.(++done / total);
    }
  }
  for (const one of planned)
    if (!found.has(one.column))
      found.set(one.column, nullFrom(Float64Array.from(values.get(one.column)!), theoryOf(one, target)));
  return new Map(requests.map(({ column }) => [column, found.get(column)!]));
}

function theoryOf({ metric, options }: MetricRequest, target: Distribution) {
  const { range, ideal } = metric;
  return { ideal, bound: Number.isFinite(range[1]) ? range[1] : null, ...metric.theory?.(target, options), range };
}

/** A file's rows stand for fresh samples only if no row is in both samples: a null needs twice as many. */
function tooFewRows({ rows, dim }: Distribution, samples: number): string | null {
  if (!rows) return null;
  const available = rows.length / dim;
  const most = Math.floor(available / 2);
  if (samples <= most) return null;
  return `a null of ${samples} samples needs ${2 * samples} rows of the data: its ${available} allow ${most} or fewer`;
}

/** Why nothing can be drawn from the target, or null. */
function whyNotDrawable(target: Distribution): string | null {
  try {
    target.sample(new Float64Array(target.dim), stream({ seed: 0, purpose: 'calibration', step: 0 }));
    return null;
  } catch (error) {
    if (error instanceof MissingPartError) return error.message;
    throw error;
  }
}

function samplesOfDraw(target: Distribution, n: number, draw: number, generated = 'generated'): Samples {
  const from = (purpose: string) => stream({ seed: 0, purpose: `calibration/${purpose}`, step: draw });
  const sample = (of: Distribution, purpose: string) => {
    const x = new Float64Array(n * of.dim);
    of.sample(x, from(purpose));
    return x;
  };
  const { rows } = target;
  if (!rows) return { target, generated: sample(target, generated), real: sample(target, 'real') };
  const { taken, others } = splitRows({ ...target, rows }, n, from(generated));
  return { target: others, generated: taken, real: sample(others, 'real') };
}
