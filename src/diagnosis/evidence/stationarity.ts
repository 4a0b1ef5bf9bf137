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

interface Constancy extends Evidence {
  readonly isConstant: boolean;
}

/** Applies where metrics have not changed at all since the start of the run that would have if G had moved. */
export function atRest(trace: RunTrace): TestResult {
  const { all, series, target } = trace;
  if (comparesSamples(trace))
    return {
      absent: 'no metric tells whether G has moved: p and q are known from samples only, whose noise moves too',
    };
  const exact = [...OF_DENSITIES, ...(target?.dim === 1 ? OF_QUANTILES : [])].filter(
    (metric) => all(metric).length > 0,
  );
  const tested = exact.map((metric): Constancy | Absent => {
    const found = series(metric);
    if ('absent' in found) return found;
    const values = found.points.map(({ value }) => value);
    const [low, high] = [minimum(values), maximum(values)];
    const saturated = MAXIMA[metric] !== undefined && high >= MAXIMA[metric] * (1 - MAX_RELATIVE_RANGE);
    if (!(high > 0 && high < Infinity)) return { absent: `${found.column} is ${high}` };
    const constant = high - low <= MAX_RELATIVE_RANGE * high;
    if (constant && saturated) return { absent: `${found.column} is at its maximum, wherever G goes` };
    if (constant && values.length < MIN_VALUES)
      return { absent: `${found.column} was measured ${values.length} times, at least ${MIN_VALUES} are needed` };
    const explanation = `smallest value since step ${found.points[0].step}: it has ${constant ? 'not ' : ''}changed`;
    return { ...lastValue(found, low, explanation), isConstant: constant };
  });
  const known = tested.filter((each): each is Constancy => !('absent' in each));
  if (known.length === 0) {
    const reasons = tested.flatMap((each) => ('absent' in each ? [each.absent] : []));
    return { absent: `no metric tells whether G has moved: ${reasons.join('; ')}` };
  }
  const applies = known.some(({ isConstant }) => isConstant);
  const evidence = known.filter(({ isConstant }) => isConstant === applies).map(({ isConstant: _, ...each }) => each);
  return { applies, evidence };
}

const MIN_VALUES = 4;

/** Applies where no measured distance falls by a share `gain` from the third quarter of the run to the last. */
export function stationarity(trace: RunTrace, gain: number): TestResult {
  const rest = atRest(trace);
  if (!('absent' in rest) && rest.applies) return rest;
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
