/** How much of G's output is the same again. */
import { scalar } from '../../core/gan/options.js';
import { kdTree } from '../../core/math/geometry/kd-tree.js';
import { measureClouds } from '../_clouds.js';
import { sampleCountText } from '../_sample-count.js';
import { metric } from '../metric.js';

export const duplicates = metric({
  name: 'duplicates',
  description: 'Share of G’s samples that have another one as good as equal to them.',
  unit: 'fraction',
  better: 'lower',
  range: [0, 1],
  ideal: 0,
  lines: [{ at: 0, label: 'no two samples are equal' }],
  notes: [
    'Equal: nearer than `within` times the target’s scale, its narrowest standard deviation.',
    'Where p_g has a density there are none; an atom of mass m makes a share m.',
  ],
  options: {
    within: scalar({ description: 'distance, in the target’s scale, that counts as none', default: 1e-6, atLeast: 0 }),
  },
  compute: (snapshot, { within }) =>
    measureClouds(snapshot, {}, ({ generated, n, dim }) => {
      const tree = kdTree(generated, dim);
      const nearest = new Float64Array(2); // itself, and the nearest other one
      let equal = 0;
      for (let row = 0; row < n; row++) {
        tree.nearest(generated, row, nearest);
        if (nearest[1] <= within * snapshot.target.scale) equal++;
      }
      return equal / n;
    }),
  estimator: async ({ sampleCount }) => sampleCountText(sampleCount),
});
