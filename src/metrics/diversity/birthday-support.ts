/** Effective support size of q, from collisions between samples. */
import { scalar } from '../../core/gan/options.js';
import { pairMean } from '../../core/math/geometry/pair-squares.js';
import { plural } from '../../core/text/words.js';
import { valueOfClouds } from '../_clouds.js';
import { SCALE_NOTE, smallLength } from '../_length-scale.js';
import { metric } from '../metric.js';

const MAX_SAMPLES = 5000; // 12 million pairs

export const birthdaySupport = metric({
  name: 'birthday-support',
  description: '1 / P(two samples of G collide): the effective size of q’s support.',
  paper: 'arXiv:1706.08224',
  unit: 'samples',
  better: 'higher',
  range: [1, Infinity],
  isOfGeneratedAlone: true,
  ideal: null,
  notes: [
    'Two samples collide if they are closer than `within` times the target’s scale, or three scales of rows. The probability is the unbiased share of all pairs; the paper looks for one collision in a batch.',
    SCALE_NOTE,
    'Proportional to m for m separated modes. The data’s own value depends on `within`: compare with the null.',
    'Absent where no pair collides: then use more samples or a larger `within`. Uses the first 5,000 samples.',
  ],
  options: {
    within: scalar({ description: 'largest distance of a collision, in the target’s scale', default: 1, above: 0 }),
  },
  compute: (snapshot, { within }) =>
    valueOfClouds(snapshot, { atLeast: 2, atMost: MAX_SAMPLES }, ({ pairs, n }) => {
      const squaredRadius = (within * smallLength(snapshot.target)) ** 2;
      const share = pairMean(pairs.generated, (squares) => {
        let collisions = 0;
        for (let j = 0; j < squares.length; j++) if (squares[j] < squaredRadius) collisions++;
        return collisions;
      });
      if (share === 0)
        return { absent: `no two of ${n} samples collide: the support size is above ${(n * (n - 1)) / 2}` };
      return 1 / share;
    }),
  estimator: async ({ sampleCount }) => `all pairs of ${plural(Math.min(MAX_SAMPLES, sampleCount), 'sample')}`,
});
