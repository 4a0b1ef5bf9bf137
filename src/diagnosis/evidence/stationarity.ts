/** Whether G has stopped moving, by metrics that still grow with the distance where divergences have reached their maximum. */

import type { TestResult } from './evidence.js';
import type { Absent, RunTrace } from './run-trace.js';
import { type Trend, trendOf } from './trend.js';

export const UNBOUNDED_DISTANCES = [
  'distance',
  'wasserstein-1',
  'wasserstein-2',
  'sliced-wasserstein',
  'energy-distance',
  'kl-q-p',
] as const;

/** Applies where no measured distance falls by a share `gain` from the third quarter of the run to the last. */
export function stationarity({ series }: RunTrace, gain: number): TestResult {
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
