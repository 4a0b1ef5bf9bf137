/** Share of G's samples that are not unique. */
import { scalar } from '../../core/gan/options.js';
import { kdTree } from '../../core/math/geometry/kd-tree.js';
import { plural } from '../../core/text/words.js';
import { valueOfClouds } from '../_clouds.js';
import { SCALE_NOTE, smallLength } from '../_length-scale.js';
import { metric } from '../metric.js';

export const duplicates = metric({
  name: 'duplicates',
  description: 'Share of G’s samples that have a duplicate: another sample within rounding distance.',
  unit: 'fraction',
  better: 'lower',
  range: [0, 1],
  isOfGeneratedAlone: true,
  ideal: 0,
  lines: [{ at: 0, label: 'no duplicates' }],
  notes: [
    'Duplicates are at most `within` times the target’s scale apart, or three scales of rows.',
    SCALE_NOTE,
    '0 where q has a density. An atom of mass m gives a share m.',
  ],
  options: {
    within: scalar({ description: 'largest distance of duplicates, in the target’s scale', default: 1e-6, atLeast: 0 }),
  },
  compute: (snapshot, { within }) =>
    valueOfClouds(snapshot, {}, ({ generated, n, dim }) => {
      const tree = kdTree(generated, dim);
      const nearest = new Float64Array(2); // of the sample itself, and of the nearest other one
      let count = 0;
      for (let row = 0; row < n; row++) {
        tree.nearest(generated, row, nearest);
        if (nearest[1] <= within * smallLength(snapshot.target)) count++;
      }
      return count / n;
    }),
  estimator: async ({ sampleCount }) => plural(sampleCount, 'sample'),
});
