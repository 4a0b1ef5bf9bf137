/** Jensen-Shannon divergence. */
import { z } from 'zod';
import { estimateJs } from '../../density/divergence-estimates.js';
import { estimatorOptions } from '../../density/samples/estimator-options.js';
import { metric } from '../metric.js';

export const js = metric({
  name: 'js',
  description: 'Jensen-Shannon divergence, KL(p || m)/2 + KL(q || m)/2 with m = (p + q)/2.',
  paper: 'arXiv:1406.2661, section 4.1',
  unit: 'nats',
  better: 'lower',
  range: [0, Math.LN2],
  ideal: 0,
  lines: [
    { at: 0, label: 'q = p' },
    { at: Math.LN2, label: 'ln 2: disjoint supports' },
  ],
  notes: [
    'In nats: divide by ln 2 for bits. The divergence, not its square root (the Jensen-Shannon distance).',
    'Singular mass of q (an atom; in the plane a curve) contributes (ln 2)/2 per unit.',
    'If latent and target have one dimension: exact.',
    'If both have two dimensions: G is linear on the cells of a 65 x 65 grid of the latent, with up to 5,000 points ' +
      'more where it bends. The image is rasterised on a grid, with a separate sum over the parts of cells in which ' +
      'q is denser.',
    'The grid makes the value too low: folds narrower than a cell hide 0.01 to 0.02. The linear pieces may add 0.01 ' +
      'on a narrow target.',
    'The estimator states the changes by the finer grid and by the last refinement, and with what ' +
      'G itself shows at 1,024 centroids of the pieces the size of the error, not a bound. Above 0.05 the value is absent.',
    'Mass of q off the grid is not left out: p has less than 1e-9 there, so that it contributes (ln 2)/2 per unit.',
    'Otherwise from samples, not clamped: where the bias is subtracted, as many values at q = p are below 0 as above. ' +
      'The estimator states the standard error.',
    'From samples in one and two dimensions: a histogram whose step follows the number of samples (Mann and Wald; ' +
      'Ingster), without the bias of its counts’ noise (Grassberger). Neighbouring cells that expect fewer than 8 samples ' +
      'of p are merged. The estimator states the standard error and the change by the finer step.',
    'What is left of the histogram’s bias is negative: q is taken to be constant within a cell. For modes half as wide as ' +
      'the data’s, of a js of 0.173, 1,000 samples give 0.13, 16,384 give 0.170 and 100,000 give 0.172. Absent with fewer ' +
      'than 10 samples.',
    'In more dimensions, and with data that is known from samples only: k nearest neighbours in both sets of ' +
      'samples. In many dimensions their balls are as wide as the data and make the value too low, at q = p too ' +
      '(-0.01 to -0.05 in 10 dimensions).',
    'So the value of the same rows relabelled at random, where js is 0, is ' +
      'subtracted, times 1 - js / ln 2: at q = p no bias is left.',
    'Elsewhere the estimate is too low where densities change within a ball, the more so the higher the dimension: from ' +
      '1,000 samples, a standard deviation halved in one of 5 coordinates gives 0.07 instead of 0.09, in one of 10 ' +
      'coordinates 0.04. A shift by one standard deviation gives 0.11 and 0.10 instead of 0.11.',
    'Absent there with fewer than 5 (3/2)^d samples (288 in 10 dimensions): the value would look like that of a ' +
      'perfect G.',
    'Every coordinate is first divided by its standard deviation in the data, so that units do not matter. The balls ' +
      'do not adapt to a narrow diagonal strip: there they are as wide as the data.',
    'If more than 1 % of the samples equal another one, rounded samples are moved by up to half of the rounding ' +
      'unit, as the estimator states; a histogram uses them unchanged.',
    'Absent where more than half are equal, where the rounding unit is over half a cell, and where nothing was ' +
      'rounded (point masses). Up to 1 % of equal samples are left out; repeated rows that each hold over 10 % of ' +
      'the samples, with no other repeats, are atoms.',
    '`estimator: kde`, or a bandwidth, uses one Gaussian kernel for both sets of samples, which blurs anything ' +
      'narrower. A given bandwidth is in units of x; otherwise coordinates are scaled as above.',
  ],
  options: {
    estimator: z
      .enum(['auto', 'histogram', 'kde', 'knn'])
      .default('auto')
      .describe(
        'auto: exact where q is known, otherwise from samples as in the notes; histogram, kde, knn: from samples',
      ),
    ...estimatorOptions,
  },
  compute: async (snapshot, options) => (await estimateJs(snapshot, options)).value,
  estimator: async (snapshot, options) => (await estimateJs(snapshot, options)).estimator(),
});
