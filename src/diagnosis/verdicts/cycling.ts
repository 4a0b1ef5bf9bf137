/** A game that does not come to rest. */
import { scalar } from '../../core/options.js';
import { atEnd, type Point } from '../course.js';
import { verdict } from '../verdict.js';

export const cycling = verdict({
  name: 'cycling',
  says: 'The players’ distance from the equilibrium does not fall: they circle it, or spiral away.',
  means: 'the players circle the equilibrium and come no nearer',
  kind: 'failure',
  paper: 'arXiv:1801.04406, section 2',
  ofDiverged: true,
  needs: [['distance']],
  explains: ['diverged', 'mode-hopping', 'mode-collapse', 'off-data', 'imprecise', 'unfinished'],
  notes: [
    'The farthest that the players were from the equilibrium in the last third of the run, beside the ' +
      'farthest in the middle third: an orbit need not be a circle, so single readings say little.',
    'Only where the equilibrium is known in closed form.',
    'spectral-radius above 1, where it is measured, says the same of one turn near the equilibrium; at ' +
      'exactly 1 it is silent.',
  ],
  options: {
    fall: scalar({
      says: 'share by which the farthest must fall from one third to the next to count as coming nearer',
      default: 0.1,
      above: 0,
      below: 1,
    }),
    rest: scalar({
      says: 'share of the first distance within which the game is at rest',
      default: 0.05,
      above: 0,
      below: 1,
    }),
  },
  judge({ run, series }, { fall, rest }) {
    const distance = series('distance');
    if ('absent' in distance) return distance;
    const { points } = distance;
    const part = (from: number, to: number) =>
      points.filter(({ step }) => step > from * run.steps && step <= to * run.steps);
    const [middle, last] = [part(1 / 3, 2 / 3), part(2 / 3, 1)];
    if (middle.length < 2 || last.length < 2)
      return { absent: 'distance has fewer than two readings in the middle or last third of the run' };
    const [start, before, now] = [points[0].value, farthest(middle), farthest(last)];
    const radius = series('spectral-radius');
    return {
      holds: now > rest * start && now > (1 - fall) * before,
      evidence: [
        {
          reading: distance.column,
          step: last.at(-1)!.step,
          value: now,
          beside: before,
          says: 'the farthest in the last third, and in the third before',
        },
        ...('absent' in radius
          ? []
          : [atEnd(radius, 1, 'one turn multiplies a small distance by so much; below 1 it comes to rest')]),
      ],
    };
  },
});

const farthest = (points: readonly Point[]) => Math.max(...points.map(({ value }) => value));
