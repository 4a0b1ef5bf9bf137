/** Whether G has stopped moving, by metrics that still grow with the distance where divergences have reached their maximum. */

import { maximum, minimum } from '../../core/math/long-lists.js';
import { comparesSamples } from './bayes-error.js';
import type { Evidence, TestResult } from './evidence.js';
import { type Absent, lastValue, type RunTrace } from './run-trace.js';
import { type Trend, trendOf } from './trend.js';

export const UNBOUNDED_DISTANCES = [
  'distance',
  'wasserstein-1',
  'wasserstein-2',
  'sliced-wasserstein',
  'energy-distance',
  'kl-q-p',
] as const;

const MAX_RELATIVE_RANGE = 1e-6; // of a value that is computed, not sampled: float32 parameters that did not change

// Computed from densities where these are known, the distances of transport from quantiles on a line: they change if G does.
const OF_DENSITIES = ['js', 'total-variation', 'hellinger', 'kl-q-p'];
const OF_QUANTILES = ['wasserstein-1', 'wasserstein-2'];
const MAXIMA: Readonly<Record<string, number>> = { js: Math.LN2, 'total-variation': 1, hellinger: 1 };

/** Metrics that have not changed at all since the start of the run, and would if G had moved. */
export function atRest(trace: RunTrace): readonly Evidence[] {
  const { series, target } = trace;
  if (comparesSamples(trace)) return [];
  const exact = [...OF_DENSITIES, ...(target?.dim === 1 ? OF_QUANTILES : [])];
  return exact.flatMap((metric) => {
    const found = series(metric);
    if ('absent' in found) return [];
    const values = found.points.map(({ value }) => value);
    const [low, high] = [minimum(values), maximum(values)];
    const saturated = MAXIMA[metric] !== undefined && high >= MAXIMA[metric] * (1 - MAX_RELATIVE_RANGE);
    const constant = values.length >= MIN_VALUES && high > 0 && high - low <= MAX_RELATIVE_RANGE * high;
    if (!constant || saturated || !Number.isFinite(high)) return [];
    const explanation = `smallest value since step ${found.points[0].step}: it has not changed`;
    return [lastValue(found, low, explanation)];
  });
}

const MIN_VALUES = 4;

/** Applies where no measured distance falls by a share `gain` from the third quarter of the run to the last. */
export function stationarity(trace: RunTrace, gain: number): TestResult {
  const rest = atRest(trace);
  if (rest.length > 0) return { applies: true, evidence: rest };
  const { series } = trace;
  const trends = UNBOUNDED_DISTANCES.map((metric): Trend | Absent => {
    const found = series(metric);
    if ('absent' in found) return found;
    if (!found.end.every(({ value }) => Number.isFinite(value))) return { absent: `${found.column} is infinite` };
    return trendOf(found, { gain });
  });
  const measured = trends.filter((trend): trend is Trend => !('absent' in trend));
  if (measured.length === 0) {
    const reasons = trends.flatMap((trend) => ('absent' in trend ? [trend.absent] : []));
    return { absent: `no metric tells whether G still moves: ${reasons.join('; ')}` };
  }
  return { applies: !measured.some(({ improves }) => improves), evidence: measured.map(({ evidence }) => evidence) };
}
