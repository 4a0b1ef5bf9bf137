/** Draws the nulls of metrics: their values where both sides are samples of the target itself. */

import type { Distribution } from '../../core/gan/targets/_target.js';
import { maximum } from '../../core/math/long-lists.js';
import { stream } from '../../core/math/random/random.js';
import { mean } from '../../core/math/statistics/statistics.js';
import { MissingPartError, samplesSnapshot } from '../../density/samples/samples-snapshot.js';
import { metricValue } from '../../records/metric-value.js';
import { absentIfFailed, notANumber } from '../absent-if-failed.js';
import { groupOf } from '../catalog.js';
import type { Metric, MetricRequest } from '../metric.js';
import { lookUpPairs } from './looked-up-pairs.js';
import { type Null, nullFrom } from './null.js';
import { areFewer, type NullSizes, samplesOfDraw, sizesWithin } from './null-draws.js';

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
  /** Values of the first draws that are known already, by column: the others are drawn. */
  readonly drawn?: ReadonlyMap<string, readonly number[]>;
  /** Called after each draw with the values so far, by column, to be given as `drawn` another time. */
  readonly onValues?: (values: ReadonlyMap<string, readonly number[]>) => Promise<void>;
}

const MAX_DRAWS = 200;
const MIN_DRAWS = 8;
const MAX_DISTANCES = 1.25e8; // distances over all draws of a metric: some seconds
const MAX_ASSIGNED_SAMPLES = 5e6; // samples assigned to modes, over all draws of a metric
const MAX_TRANSPORTED = 3e7; // pairs of samples that are matched optimally, over all draws of a metric
const MAX_PAIRED_SAMPLES = 5000; // samples that metrics of pairs use: the first so many
const MAX_SAMPLES = 50_000; // samples up to which sorting and searching neighbours do not take minutes a draw

/** Draws of a metric's null at so many samples that take some seconds; 0 where even a few would take minutes. */
export function defaultDraws({ name }: Metric, { samples: n, real: m = n }: NullSizes): number {
  const clamped = (draws: number) => Math.max(MIN_DRAWS, Math.min(MAX_DRAWS, Math.round(draws)));
  const most = Math.max(n, m);
  if (groupOf.get(name) === 'modes') return clamped(MAX_ASSIGNED_SAMPLES / most);
  if (most > MAX_SAMPLES) return 0;
  if (name.startsWith('wasserstein-')) return clamped(MAX_TRANSPORTED / Math.min(n, 2000) / Math.min(m, 2000));
  return clamped(MAX_DISTANCES / Math.min(most, MAX_PAIRED_SAMPLES) ** 2);
}

/**
 * The nulls of metrics at q = p, by column. The random stream of each draw is named by the draw's number, so
 * that nulls are reproducible and do not depend on what else is requested. Metrics share a draw's samples.
 */
export async function drawNulls(
  requests: readonly MetricRequest[],
  { target, ...wanted }: NullSizes & { readonly target: Distribution },
  options: NullOptions = {},
): Promise<ReadonlyMap<string, NullResult>> {
  const sizes = sizesWithin(target, wanted);
  const nothing = whyNotDrawable(target) ?? (sizes.samples === 0 ? 'a null needs two rows of the data' : null);
  if (nothing !== null) return new Map(requests.map(({ column }) => [column, { absent: nothing }]));
  const found = new Map<string, NullResult>();
  const values = new Map(requests.map(({ column }) => [column, [...(options.drawn?.get(column) ?? [])]]));
  const planned = requests.map((one) => ({ ...one, draws: options.draws ?? defaultDraws(one.metric, sizes) }));
  for (const { column, draws } of planned)
    if (draws === 0)
      found.set(column, {
        absent:
          options.draws === 0
            ? 'not drawn'
            : `takes minutes at ${Math.max(sizes.samples, sizes.real ?? 0)} samples unless the number of draws is given`,
      });
  const most = Math.max(0, maximum(planned.map(({ draws }) => draws)));
  const total = planned.reduce((sum, { draws }) => sum + draws, 0);
  const isOpen = ({ column, draws }: { readonly column: string; readonly draws: number }, draw: number) =>
    draw < draws && draw >= values.get(column)!.length && !found.has(column);
  const pairsOfDraw = lookUpPairs(target);
  let done = [...values.values()].reduce((sum, { length }) => sum + length, 0);
  for (let draw = 0; draw < most; draw++) {
    if (!planned.some((one) => isOpen(one, draw))) continue;
    const drawn = samplesOfDraw(target, sizes, draw);
    const snapshot = samplesSnapshot(drawn, {
      draw,
      densities: options.densities ?? true,
      given: pairsOfDraw(drawn),
      previous: () => samplesSnapshot(samplesOfDraw(target, sizes, draw, 'before'), { draw, densities: false }),
    });
    for (const one of planned) {
      if (!isOpen(one, draw)) continue;
      const { column, metric, options: chosen } = one;
      const computed = await absentIfFailed(column, () => metric.compute(snapshot, chosen));
      const value = 'value' in computed ? metricValue(computed.value, notANumber(column)) : computed;
      if ('absent' in value) found.set(column, value);
      else values.get(column)!.push(value.value);
      options.onDraw?.(++done / total);
    }
    await options.onValues?.(values);
  }
  const fewer = areFewer(sizes, wanted) && sizes;
  for (const one of planned)
    if (!found.has(one.column)) {
      const drawn = Float64Array.from(values.get(one.column)!);
      const spread = one.metric.isOfGeneratedAlone
        ? widenedBySplits(drawn, one.metric.range, { target, sizes })
        : drawn;
      found.set(one.column, { ...nullFrom(spread, theoryOf(one, target)), ...fewer });
    }
  return new Map(requests.map(({ column }) => [column, found.get(column)!]));
}

function theoryOf({ metric, options }: MetricRequest, target: Distribution) {
  const { range, ideal } = metric;
  return { ideal, bound: Number.isFinite(range[1]) ? range[1] : null, ...metric.theory?.(target, options), range };
}

/**
 * Values of G's side alone, m of R rows, about their mean: without replacement they deviate by sqrt(1 / m - 1 / R) standard
 * deviations of a row; m fresh samples deviate from the rows' own mean by sqrt(1 / m + 1 / R).
 */
function widenedBySplits(
  values: Float64Array,
  [low, high]: readonly [number, number],
  { target: { rows, dim }, sizes }: { readonly target: Distribution; readonly sizes: NullSizes },
): Float64Array {
  if (!rows) return values;
  const [m, all] = [sizes.samples, rows.length / dim];
  const factor = Math.sqrt((1 / m + 1 / all) / (1 / m - 1 / all));
  const center = mean(values);
  return values.map((value) => Math.max(low, Math.min(high, center + factor * (value - center))));
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
