/** Nothing that is measured speaks against it. */
import { scalar } from '../../core/options.js';
import { type Absent, atEnd, type Course, tooShort } from '../course.js';
import { apartness, fooledOption } from '../fooled.js';
import type { Judgement } from '../judgement.js';
import { verdict } from '../verdict.js';

export const healthy = verdict({
  name: 'healthy',
  says: 'The run ended near the truth: at rest, or so near p that even the best possible D would often be wrong.',
  means: 'it ended near the truth',
  kind: 'health',
  paper: 'arXiv:1406.2661, theorem 1',
  needs: [['distance', 'js', 'total-variation']],
  explains: [],
  notes: [
    'By the first of these that is measured.',
    'distance: within `rest` of where it started.',
    'js, total-variation: the best D would be wrong more often than `fooled`, as in the verdict imprecise.',
    'Never by modes-covered and high-quality, which know nothing of shapes and little of shares; and not where a ' +
      'failure holds. None of this says that q = p.',
  ],
  options: {
    fooled: fooledOption(),
    rest: scalar({
      says: 'share of the first distance within which a game is at rest',
      default: 0.05,
      above: 0,
      below: 1,
    }),
  },
  judge(course, { fooled, rest }) {
    const ways = [resting(course, rest), near(course, fooled)];
    const told = ways.find((way) => !('absent' in way));
    return told ?? { absent: ways.map((way) => (way as Absent).absent).join('; ') };
  },
});

function resting({ series }: Course, rest: number): Judgement {
  const distance = series('distance');
  if ('absent' in distance) return distance;
  const short = tooShort(distance);
  if (short) return { absent: short };
  const limit = rest * distance.points[0].value;
  return {
    holds: distance.end.every(({ value }) => value <= limit),
    evidence: [atEnd(distance, limit, 'within this of the equilibrium it is at rest')],
  };
}

function near(course: Course, fooled: number): Judgement {
  const found = apartness(course, fooled);
  if ('absent' in found) return found;
  const { series, limit, says } = found;
  const short = tooShort(series);
  if (short) return { absent: short };
  return { holds: series.end.every(({ value }) => value < limit), evidence: [atEnd(series, limit, says)] };
}
