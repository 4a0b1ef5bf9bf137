/** KL(q || p): the note's KL(p_g || p_data). */

import { estimateKl } from '../../density/divergence-estimates.js';
import { klEstimatorOptions } from '../../density/samples/estimator-options.js';
import { metric } from '../metric.js';

export const klQP = metric({
  name: 'kl-q-p',
  description:
    'KL(q || p) = E_q[log q - log p], that is KL(p_g || p_data): high where G makes what the data does not have.',
  paper: 'arXiv:1406.2661',
  unit: 'nats',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, label: 'p_g = p_data' }],
  notes: [
    'Infinity where more than 1e-9 of q has no density (an atom; in the plane a curve) or lies where p is 0.',
    'log p is the target’s own log density, never the log of a mass: between the modes of a narrow ring it is ' +
      '-5000.',
    'Latent and target of one dimension: exact, by the change of variables over all preimages.',
    'Both of two: G is taken as straight between 65 x 65 latent points and up to 5,000 more where it bends, ' +
      'and laid on a grid, where parts of cells in which q is denser count by themselves.',
    'The grid makes it too low (folds finer than a cell hide up to a tenth); on a ring of std 0.02 the cut may ' +
      'still add a tenth to a KL of 28. The estimator says what the finer grid and the last round of the cut ' +
      'changed: the sizes of both errors, and no bounds of them.',
    'A smooth G that comes near rank one has poles there, and no curves: that is finite.',
    'In cells of the grid where p has less than 1e-16, log p is that of the cell’s centre.',
    'Otherwise from samples, not clamped: slightly negative readings near 0 are noise.',
    'From samples where p is known: -H(q) - E_q[log p], the entropy by k nearest neighbours (Kozachenko and ' +
      'Leonenko), less what the same gives on as many samples of p, where it should be 0. So the error that ' +
      'both share is gone (-1.4 nats in 20 dimensions); that of q’s own shape is left.',
    'Of data that is known from samples only: the bias-reduced neighbours of Wang, Kulkarni and Verdú. ' +
      'Between clouds that do not touch they grow with the logarithm of the distance alone: 1,000 samples in ' +
      'the plane read 5.8 of the 8 nats of Gaussians 4 apart, and 7.8 of the 32 of 8 apart.',
    'Absent from fewer samples than a covariance has numbers, d (d + 1) / 2; without p’s density from fewer ' +
      'than 5 (3/2)^d.',
    'Every coordinate is divided by its standard deviation in the data first, so that units do not count. A ' +
      'bandwidth that is given is in lengths of x.',
    'Of samples more than 1 % of which equal another one, the rounded are moved by up to half a unit, which the ' +
      'estimator says; absent where more than half are equal, or nothing was rounded (point masses). Fewer are ' +
      'left out. Rows that are each over 10 % of a cloud, where no others repeat, are atoms: of G’s it is infinite.',
    'A kernel estimate (kde) sees nothing narrower than its bandwidth.',
  ],
  options: klEstimatorOptions,
  compute: async (snapshot, how) => (await estimateKl(snapshot, 'kl-q-p', how)).value,
  estimator: async (snapshot, how) => (await estimateKl(snapshot, 'kl-q-p', how)).estimator(),
});
