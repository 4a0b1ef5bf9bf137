/** A generator that moves on before D has learned where it was. */
import { median } from '../../core/math/statistics.js';
import { scalar } from '../../core/options.js';
import { verdict } from '../verdict.js';

export const modeHopping = verdict({
  name: 'mode-hopping',
  says: 'G makes other modes from one reading to the next, and never all of them.',
  means: 'G hops from mode to mode',
  kind: 'failure',
  paper: 'arXiv:1611.02163 (the ring’s rotating modes)',
  needs: [['mode-persistence'], ['modes-covered']],
  explains: ['mode-collapse', 'off-data', 'imprecise', 'unfinished'],
  notes: [
    'mode-persistence is the modes in both of two readings over those in either. Its median over the second ' +
      'half of the run is at most `stays`, and modes-covered is below the target’s modes at each of these ' +
      'readings. It takes three.',
    'It depends on how far apart the readings are: a slow G hops unseen between two that are close.',
  ],
  options: {
    stays: scalar({
      says: 'share of the modes that stay: 1/2 is as many that stay as come or go',
      default: 0.5,
      atLeast: 0,
      below: 1,
    }),
  },
  judge({ series, target, run }, { stays }) {
    const persistence = series('mode-persistence');
    if ('absent' in persistence) return persistence;
    const covered = series('modes-covered');
    if ('absent' in covered) return covered;
    const modes = target?.modes?.length;
    if (!modes) return { absent: 'the target cannot be made any more, or has no modes' };
    const half = persistence.points.filter(({ step }) => step >= run.steps / 2);
    if (half.length < 3)
      return { absent: `mode-persistence has ${half.length} readings in the second half of the run: it takes three` };
    const counts = new Map(covered.points.map(({ step, value }) => [step, value]));
    const middle = median(half.map(({ value }) => value));
    return {
      holds: middle <= stays && half.every(({ step }) => (counts.get(step) ?? modes) < modes),
      evidence: [
        {
          reading: persistence.column,
          from: half[0].step,
          to: half.at(-1)!.step,
          statistic: 'median',
          value: middle,
          beside: 1,
          says: '1 where the modes stay the same',
        },
      ],
    };
  },
});
