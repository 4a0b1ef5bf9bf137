/** A game that moves ever farther from its equilibrium. */
import { scalar } from '../../core/gan/options.js';
import { failureMode } from './_failure-mode.js';

const MIN_POINTS = 4; // in the second half of the run: three steps outwards in a row

export const spirallingOut = failureMode({
  name: 'spiralling-out',
  description: 'The players move ever farther from the equilibrium: on an outward spiral, or straight on.',
  summary: 'the players move ever farther from the equilibrium',
  kind: 'failure',
  paper: 'arXiv:1801.04406, section 2',
  appliesToDiverged: true,
  requires: [['distance']],
  precedes: ['diverged', 'still-improving'],
  notes: [
    'The distance from the equilibrium grows at every measurement of the second half of the run, at least `times` over it, and ends ' +
      'farther away than it began.',
    'The distance alone does not tell a spiral from a straight escape. Where a player’s parameter is measured and turns back, cycling ' +
      'applies too, and is listed first.',
  ],
  options: {
    times: scalar({
      description: 'growth of the distance over the second half of the run',
      default: 1.5,
      above: 1,
    }),
  },
  test({ series, run }, { times }) {
    const distance = series('distance');
    if ('absent' in distance) return distance;
    const points = distance.points.filter(({ step }) => step >= run.steps / 2);
    if (points.length < MIN_POINTS)
      return {
        absent: `${distance.column} was measured ${points.length} times in the second half of the run; at least ${MIN_POINTS} are needed`,
      };
    const [first, last] = [points[0], points.at(-1)!];
    const grows = points.every(({ value }, i) => i === 0 || value > points[i - 1].value);
    return {
      applies: grows && last.value >= times * first.value && last.value > distance.points[0].value,
      evidence: [
        {
          metric: distance.column,
          from: last.step,
          to: last.step,
          statistic: 'last',
          value: last.value,
          reference: first.value,
          explanation: `at step ${first.step}; ${grows ? 'larger at every measurement since' : 'it does not grow at every measurement'}`,
        },
      ],
    };
  },
});
