/** A game that circles its equilibrium. */

import { scalar } from '../../core/gan/options.js';
import { maximum } from '../../core/math/long-lists.js';
import type { Evidence } from '../evidence/evidence.js';
import { recurrence } from '../evidence/recurrence.js';
import { reversalsOf } from '../evidence/reversals.js';
import { lastValue, type Point, type Series } from '../evidence/run-trace.js';
import { lastTwoQuarters } from '../evidence/trend.js';
import { failureMode } from './_failure-mode.js';

const PLAYERS = ['generator-parameter', 'discriminator-parameter'];

export const cycling = failureMode({
  name: 'cycling',
  description:
    'The players oscillate around the equilibrium without approaching it: they circle it or spiral outwards.',
  summary: 'the players oscillate around the equilibrium without approaching it',
  kind: 'failure',
  paper: 'arXiv:1801.04406, section 2',
  appliesToDiverged: true,
  requires: [['distance', 'js', 'total-variation']],
  precedes: [
    'diverged',
    'spiralling-out',
    'partial-coverage',
    'too-wide',
    'too-narrow',
    'mode-hopping',
    'mode-collapse',
    'off-manifold',
    'poor-fit',
    'still-improving',
  ],
  notes: [
    'The largest distance from the equilibrium has not fallen by a share `fall` from the third quarter of the run to the last, or by ' +
      'up to 5 % where the quarters before show that it levels off. An orbit need not be a circle, so that single values are not ' +
      'compared.',
    'The distance, or a player’s parameter, reverses at least `reversals` times in the second half of the run, or in the whole run ' +
      'if the second half moves as far. Each reversal spans a quarter of the range or more, and the range a hundredth of the ' +
      'largest distance or more.',
    'A game that rests, escapes without turning or converges slowly is not cycling. distance alone shows neither a circle nor an ' +
      'outward spiral: measure generator-parameter and discriminator-parameter too.',
    'A spectral-radius below 1, if measured, rules cycling out.',
    'Networks, whose equilibrium is not known: js, or total-variation, is computed from densities, and in the second half of the run ' +
      'it returns four times or more: by a third of its largest value or more, and to a quarter of it or less.',
    'In the last quarter js turns back too, and its largest value there is at least .03, so that samples show it, and half of that in the third.',
  ],
  options: {
    fall: scalar({
      description: 'share by which the largest distance must fall from one quarter to the next to count as approaching',
      default: 0.02, // the largest of a few measured values on an orbit varies
      above: 0,
      below: 1,
    }),
    rest: scalar({
      description: 'share of the initial distance below which the game is at rest',
      default: 0.05,
      above: 0,
      below: 1,
    }),
    reversals: scalar({ description: 'number of reversals that count as oscillation', default: 2, atLeast: 1 }),
  },
  test(trace, { fall, rest, reversals }) {
    const { series } = trace;
    const distance = series('distance');
    if ('absent' in distance) return recurrence(trace, distance);
    const quarters = lastTwoQuarters(distance);
    if ('absent' in quarters) return quarters;
    const [start, before, now] = [distance.points[0].value, largest(quarters.third), largest(quarters.last)];
    const radius = series('spectral-radius');
    const staysAway =
      now > Math.max(rest * start, ROUNDING) && (now >= (1 - fall) * before || levelsOff(distance, now, before));
    const attracted = !('absent' in radius) && radius.points.at(-1)!.value < 1 - ROUNDING;
    const evidence: readonly Evidence[] = [
      {
        metric: distance.column,
        from: quarters.last[0].step,
        to: quarters.last.at(-1)!.step,
        statistic: 'largest',
        value: now,
        reference: before,
        explanation: 'largest in the third quarter of the run',
      },
      ...('absent' in radius
        ? []
        : [lastValue(radius, 1, 'below this, a step reduces a small distance from the equilibrium')]),
    ];
    if (!staysAway || attracted) return { applies: false, evidence };
    const players = PLAYERS.flatMap((metric) => {
      const found = series(metric);
      return 'absent' in found ? [] : [found];
    });
    const span = { half: quarters.third[0].step, largest: Math.max(before, now) };
    const turning = [distance, ...players].map((each) => reversalsOf(each, span));
    const applies = turning.some(({ count }) => count >= reversals);
    if (!applies && players.length === 0) return { absent: DISTANCE_ALONE };
    return { applies, evidence: [...evidence, ...turning.map(({ evidence }) => evidence)] };
  },
});

const MAX_LATE_FALL = 0.05; // share of the largest distance, from the third quarter to the last
const MIN_LIMIT = 0.9; // share of the largest distance of the last quarter

/** Whether the largest distances of the last three quarters tend to a limit near the last, by Aitken's extrapolation. */
function levelsOff({ points }: Series, now: number, before: number): boolean {
  const end = points.at(-1)!.step;
  const second = largest(points.filter(({ step }) => step >= 0.25 * end && step < 0.5 * end));
  const [first, last] = [before - second, now - before];
  const bend = last - first;
  return now >= (1 - MAX_LATE_FALL) * before && bend > 0 && now - (last * last) / bend >= MIN_LIMIT * now;
}

const ROUNDING = 1e-6; // that of float32, for parameters near 1

const DISTANCE_ALONE =
  'the distance neither falls nor reverses, as on a circle, on a straight escape or at rest: ' +
  `measure ${PLAYERS.join(' and ')}`;

const largest = (points: readonly Point[]) => maximum(points.map(({ value }) => value));
