/** How many different things G makes. */
import { scalar } from '../../core/gan/options.js';
import { pairMean } from '../../core/math/geometry/distances.js';
import { measureClouds } from '../_clouds.js';
import { sampleCountText } from '../_sample-count.js';
import { metric } from '../metric.js';

const MOST = 5000; // samples: 12 million pairs

export const birthdaySupport = metric({
  name: 'birthday-support',
  description: 'One over the probability that two samples of G collide: an effective size of its support.',
  paper: 'arXiv:1706.08224',
  unit: 'samples',
  better: 'higher',
  range: [1, Infinity],
  ideal: null,
  notes: [
    'Collide: nearer than `within` times the target’s scale, its narrowest standard deviation. The unbiased share of all pairs, ' +
      'where the birthday paradox waits for one collision in a batch of about its root.',
    'On m separated modes it is proportional to m. The data’s own value depends on `within`: read it beside the null.',
    'Absent where no pair collides: more samples, or a wider radius, would tell. The first 5,000 samples.',
  ],
  options: { within: scalar({ description: 'radius of a collision, in the target’s scale', default: 1, above: 0 }) },
  compute: (snapshot, { within }) =>
    measureClouds(snapshot, { atLeast: 2, atMost: MOST }, ({ generated, n, dim }) => {
      const limit = (within * snapshot.target.scale) ** 2;
      const share = pairMean({ a: generated, dim }, (squared) => (squared < limit ? 1 : 0));
      if (share === 0) return { absent: `no two of ${n} samples collide: the support is beyond ${(n * (n - 1)) / 2}` };
      return 1 / share;
    }),
  estimator: async ({ sampleCount }) => `all pairs of ${sampleCountText(Math.min(MOST, sampleCount))}`,
});
