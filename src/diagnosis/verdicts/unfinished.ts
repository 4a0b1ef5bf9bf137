/** Stopped on its way. */
import { scalar } from '../../core/options.js';
import { wayOf } from '../trend.js';
import { verdict } from '../verdict.js';

// From what says most of how far q is from p to what says least.
const LOWER = [
  'js',
  'total-variation',
  'hellinger',
  'distance',
  'wasserstein-1',
  'wasserstein-2',
  'sliced-wasserstein',
  'energy-distance',
  'mmd',
  'mode-kl',
];

export const unfinished = verdict({
  name: 'unfinished',
  says: 'It was still getting better when it was stopped: more steps would have helped.',
  means: 'it was still getting better when it was stopped',
  kind: 'unfinished',
  paper: 'doi:10.2307/1907187 (Mann’s test of trend)',
  needs: [[...LOWER, 'high-quality']],
  explains: ['off-data', 'imprecise'],
  notes: [
    'The first of these that is measured gets better in the second half of the run, more steadily than one of ' +
      'twenty random orders would.',
    'And its mean gets better by a tenth or more from the third quarter to the last. Four readings there are ' +
      'the fewest that can show it.',
    'Readings that follow one another closely are alike: a slow wander may pass for a way.',
  ],
  options: {
    level: scalar({ says: 'chance of so steady a way in a random order', default: 0.05, above: 0, below: 1 }),
    gain: scalar({ says: 'share by which the mean must get better', default: 0.1, atLeast: 0, below: 1 }),
  },
  judge({ first }, { level, gain }) {
    const found = first([...LOWER, 'high-quality']);
    if ('absent' in found) return found;
    const better = found.metric === 'high-quality' ? 'higher' : 'lower';
    const { p, from, to, readings } = wayOf(found, better);
    if (readings < 4)
      return { absent: `${found.column} has ${readings} readings in the second half of the run: a way takes four` };
    const gained = better === 'lower' ? to <= (1 - gain) * from : to >= (1 + gain) * from;
    const { step } = found.points.at(-1)!;
    return {
      holds: p <= level && gained,
      evidence: [
        {
          reading: found.column,
          step,
          value: to,
          beside: from,
          says: `the means of the last quarter and of the quarter before; chance of so steady a way ${p.toPrecision(2)}`,
        },
      ],
    };
  },
});
