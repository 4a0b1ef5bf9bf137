/** Whether G stands where it is: told by what still tells far from farther where divergences have reached their largest. */

import type { TestResult } from './finding.js';
import type { Absent, RunTrace } from './run-trace.js';
import { type Way, wayOf } from './trend.js';

export const FARTHER = [
  'distance',
  'wasserstein-1',
  'wasserstein-2',
  'sliced-wasserstein',
  'energy-distance',
  'kl-q-p',
] as const;

/** It does where none of them that is measured gets less by a share `moves` from the third quarter of the run to the last. */
export function standingStill({ series }: RunTrace, moves: number): TestResult {
  const ways = FARTHER.map((metric): Way | Absent => {
    const there = series(metric);
    if ('absent' in there) return there;
    if (!there.end.every(({ value }) => Number.isFinite(value))) return { absent: `${there.column} is infinite` };
    return wayOf(there, { gain: moves });
  });
  const told = ways.filter((way): way is Way => !('absent' in way));
  if (told.length === 0) {
    const reasons = ways.flatMap((way) => ('absent' in way ? [way.absent] : []));
    return { absent: `whether G moves: ${reasons.join('; ')}` };
  }
  return { holds: !told.some(({ rises }) => rises), evidence: told.map(({ evidence }) => evidence) };
}
