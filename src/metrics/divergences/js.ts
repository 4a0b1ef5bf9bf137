/** The Jensen-Shannon divergence. */
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
    { at: 0, label: 'p_g = p_data' },
    { at: Math.LN2, label: 'ln 2: disjoint supports' },
  ],
  notes: [
    'In nats: divide by ln 2 for bits. The divergence, not its square root (the distance).',
    'Each unit of mass of q that has no density (an atom; in the plane a curve) counts ln 2 / 2.',
    'Latent and target of one dimension: exact.',
    'Both of two: G is taken as straight between 65 x 65 latent points and up to 5,000 more where it bends, ' +
      'and laid on a grid, where parts of cells in which q is denser count by themselves.',
    'The grid makes js too low (folds finer than a cell hide a hundredth or two); the cut may raise it by a ' +
      'hundredth on a narrow target. The estimator says what the finer grid and the last round of the cut ' +
      'changed: the sizes of both errors, and no bounds of them.',
    'Otherwise from samples, not clamped: slightly negative readings near 0 are noise.',
    'From samples in one and two dimensions: a histogram with its bias taken off (Miller-Madow). Neighbouring ' +
      'cells that would get fewer than 4 samples of p count as one: few samples make a coarse grid, and a lower ' +
      'reading. Absent from fewer than 10.',
    'In more dimensions, and of data that is known from samples only: k nearest neighbours in both clouds. ' +
      'Their noise leaves no bias.',
    'But where densities change within a ball of neighbours it is too low, the more the higher the dimension: ' +
      'a std halved in one of 5 coordinates reads 0.07 instead of 0.09 from 1,000 samples, in one of 10 ' +
      'coordinates 0.03.',
    'Absent there from fewer than 5 (3/2)^d samples (288 in 10 dimensions): a number would look like a perfect G.',
    'Every coordinate is divided by its standard deviation in the data first, so that units do not count. A ' +
      'narrow strip that lies askew is still seen by balls as wide as the cloud is there.',
    'Of samples more than 1 % of which equal another one, the rounded are moved by up to half a unit, which the ' +
      'estimator says, and a histogram takes them as they are.',
    'Absent where more than half are equal, where the unit is over half a cell, and where nothing was rounded ' +
      '(point masses). Where 1 % or fewer are equal, they are left out; rows that are each over 10 % of a cloud, ' +
      'where no others repeat, are atoms.',
    '`estimator: kde`, or a bandwidth, asks for one Gaussian kernel on both clouds, which blurs what is ' +
      'narrower than it. A bandwidth that is given is in lengths of x, on the samples as they are; else ' +
      'coordinates are divided as above.',
  ],
  options: {
    estimator: z
      .enum(['auto', 'histogram', 'kde', 'knn'])
      .default('auto')
      .describe(
        'auto: exact where p_g is known, and from samples as the notes say; or samples, by the one that is named',
      ),
    ...estimatorOptions,
  },
  compute: async (snapshot, how) => (await estimateJs(snapshot, how)).value,
  estimator: async (snapshot, how) => (await estimateJs(snapshot, how)).estimator(),
});
