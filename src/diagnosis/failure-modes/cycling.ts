/** A game that goes round and comes no nearer. */
import { scalar } from '../../core/gan/options.js';
import type { Evidence } from '../evidence/finding.js';
import { turningOf } from '../evidence/reversals.js';
import { atEnd, type Point } from '../evidence/run-trace.js';
import { quartersOf } from '../evidence/trend.js';
import { failureMode } from './_failure-mode.js';

const PLAYERS = ['generator-parameter', 'discriminator-parameter'];

export const cycling = failureMode({
  name: 'cycling',
  description: 'The players go to and fro about the equilibrium and come no nearer: they circle it, or spiral away.',
  means: 'the players circle the equilibrium and come no nearer',
  kind: 'failure',
  paper: 'arXiv:1801.04406, section 2',
  ofDiverged: true,
  needs: [['distance']],
  explains: ['diverged', 'mode-hopping', 'mode-collapse', 'off-manifold', 'poor-fit', 'still-improving'],
  notes: [
    'The farthest that the players were from the equilibrium in the last quarter of the run has not fallen from that in the ' +
      'quarter before: an orbit need not be a circle, so single readings say little.',
    'And they turn: the distance, or a player’s own parameter, turns back `reversals` times in the second half of the ' +
      'run, or in all of it if it still moves as far: each time by a quarter of its range, which is a hundredth of the largest ' +
      'distance or more.',
    'A game that stands still, leaves without turning or nears slowly does not cycle. distance alone does not see a circle, nor ' +
      'a spiral outwards: measure generator-parameter and discriminator-parameter beside it.',
    'spectral-radius below 1, where it is measured, excludes it. Only where the equilibrium is known in closed form.',
  ],
  options: {
    fall: scalar({
      description: 'share by which the farthest must fall from one quarter to the next to count as coming nearer',
      default: 0.02, // an orbit’s largest, as readings here and there show it, is not twice the same
      above: 0,
      below: 1,
    }),
    rest: scalar({
      description: 'share of the first distance within which the game is at rest',
      default: 0.05,
      above: 0,
      below: 1,
    }),
    reversals: scalar({ description: 'turns back that count as going round', default: 2, atLeast: 1 }),
  },
  judge({ series }, { fall, rest, reversals }) {
    const distance = series('distance');
    if ('absent' in distance) return distance;
    const quarters = quartersOf(distance);
    if ('absent' in quarters) return quarters;
    const [start, before, now] = [distance.points[0].value, farthest(quarters.third), farthest(quarters.last)];
    const radius = series('spectral-radius');
    const staysAway = now > Math.max(rest * start, ROUNDING) && now >= (1 - fall) * before;
    const attracted = !('absent' in radius) && radius.points.at(-1)!.value < 1 - ROUNDING;
    const evidence: readonly Evidence[] = [
      {
        reading: distance.column,
        from: quarters.last[0].step,
        to: quarters.last.at(-1)!.step,
        statistic: 'largest',
        value: now,
        beside: before,
        says: 'the largest of the quarter of the run before',
      },
      ...('absent' in radius
        ? []
        : [atEnd(radius, 1, 'one turn of the scheme multiplies a small distance by so much')]),
    ];
    if (!staysAway || attracted) return { holds: false, evidence };
    const players = PLAYERS.flatMap((metric) => {
      const there = series(metric);
      return 'absent' in there ? [] : [there];
    });
    const where = { half: quarters.third[0].step, largest: Math.max(before, now) };
    const turning = [distance, ...players].map((each) => turningOf(each, where));
    const holds = turning.some(({ count }) => count >= reversals);
    if (!holds && players.length === 0) return { absent: BLIND };
    return { holds, evidence: [...evidence, ...turning.map(({ evidence }) => evidence)] };
  },
});

const ROUNDING = 1e-6; // float32’s, of parameters about 1

const BLIND =
  'the distance neither falls nor turns back, as on a circle, on a way out and where nothing moves: ' +
  `measure ${PLAYERS.join(' and ')}`;

const farthest = (points: readonly Point[]) => Math.max(...points.map(({ value }) => value));
