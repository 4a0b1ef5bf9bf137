/** The Jensen-Shannon divergence. */
import { z } from 'zod';
import { metric } from '../metric.js';
import { howEstimated } from '../shared/density/estimates.js';
import { jsOf } from '../shared/density/js.js';

export const js = metric({
  name: 'js',
  says: 'Jensen-Shannon divergence, KL(p || m)/2 + KL(q || m)/2 with m = (p + q)/2.',
  paper: 'arXiv:1406.2661, section 4.1',
  unit: 'nats',
  better: 'lower',
  range: [0, Math.LN2],
  ideal: 0,
  lines: [
    { at: 0, says: 'p_g = p_data' },
    { at: Math.LN2, says: 'ln 2: disjoint supports' },
  ],
  notes: [
    'In nats: divide by ln 2 for bits. The divergence, not its square root (the distance).',
    'Each unit of mass of q that has no density (an atom; in the plane a curve) counts ln 2 / 2.',
    'A latent and a target of one dimension: exact. Both of two: on a grid, where parts of cells count by themselves in which q is',
    'denser, which bounds it from below (folds finer than a cell may hide a hundredth or two); of a G that is straight between',
    '65 x 65 latent points and up to 5,000 more where it bends, which on a narrow target may still raise it by a hundredth.',
    'The estimator says what the last of these, and the finer grid, changed: the sizes of both errors, and no bounds of them.',
    'Otherwise from samples, not clamped: slightly negative readings near 0 are noise. In one and two dimensions a histogram',
    'with its bias taken off (Miller-Madow), where neighbouring cells that would get fewer than 4 samples of p count as one:',
    'with few samples the grid is coarse, and the reading the lower for it. Absent from fewer than 10.',
    'In more dimensions, and of data that is known from samples only, k nearest neighbours in both clouds: the noise of the',
    'neighbours leaves no bias, but densities that change within a ball make it too low, the more the higher the dimension:',
    'of a std halved in one of 5 coordinates it reads 0.07 instead of 0.09 from 1,000 samples, in 10 dimensions 0.03. It is',
    'absent where fewer than 5 (3/2)^d samples are there (288 in 10 dimensions): a number would look like a perfect G.',
    'Every coordinate is divided by its standard deviation in the data first, so that units do not count; a narrow strip that',
    'lies askew is still seen by balls as wide as the cloud is there. Absent where more than 1 % of a cloud equals another of the',
    'samples (rounded files, point masses); fewer are left out, and rows that are each over 10 % of a cloud, where no others repeat,',
    'are atoms.',
    'kde, asked by name or by its bandwidth: one Gaussian kernel on both clouds, which blurs what is narrower than it; over the',
    'same deviations, unless the bandwidth is given: that is in lengths of x, and of the samples as they are.',
  ],
  options: {
    estimator: z
      .enum(['auto', 'histogram', 'kde', 'knn'])
      .default('auto')
      .describe(
        'auto: exact where p_g is known, and from samples as the notes say; or samples, by the one that is named',
      ),
    ...howEstimated,
  },
  read: async (snapshot, how) => (await jsOf(snapshot, how)).reading,
  estimator: async (snapshot, how) => (await jsOf(snapshot, how)).says(),
});
