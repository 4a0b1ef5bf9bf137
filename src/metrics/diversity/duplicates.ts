/** Share of G's samples that are not unique. */
import { scalar } from '../../core/gan/options.js';
import { plural } from '../../core/text/words.js';
import { nearestSquares, valueOfClouds } from '../_clouds.js';
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
    valueOfClouds(snapshot, {}, ({ generated, n, dim, pairs }) => {
      const squaresOf = nearestSquares(generated, pairs.generated, { count: 2, dim }); // of the sample itself, and of the nearest other one
      const limit = within * smallLength(snapshot.target);
      let count = 0;
      for (let row = 0; row < n; row++) if (Math.sqrt(squaresOf(row)[1]) <= limit) count++;
      return count / n;
    }),
  estimator: async ({ sampleCount }) => plural(sampleCount, 'sample'),
});
