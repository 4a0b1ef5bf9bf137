/** Whether G stands where it is: told by what still tells far from farther where divergences have reached their largest. */
import type { Absent, Course } from './course.js';
import type { Judgement } from './judgement.js';
import { wayOf } from './trend.js';

export const FARTHER = [
  'distance',
  'wasserstein-1',
  'wasserstein-2',
  'sliced-wasserstein',
  'energy-distance',
  'kl-q-p',
] as const;

/** It does where none of them that is measured gets less by a share `moves` from the third quarter of the run to the last. */
export function standingStill({ series }: Course, moves: number): Judgement {
  const ways = FARTHER.map((metric) => {
    const there = series(metric);
    if ('absent' in there) return there;
    if (!there.end.every(({ value }) => Number.isFinite(value))) return { absent: `${there.column} is infinite` };
    return wayOf(there, { gain: moves });
  });
  const told = ways.filter((way) => !('absent' in way));
  if (told.length === 0) return { absent: `whether G moves: ${reasons(ways)}` };
  const moving = told.find(({ rises }) => rises);
  return { holds: !moving, evidence: [(moving ?? told[0]).evidence] };
}

function reasons(ways: readonly (Absent | object)[]): string {
  return ways.flatMap((way) => ('absent' in way ? [way.absent] : [])).join('; ');
}
