/** KL(q || p): the note's KL(p_g || p_data). */
import { z } from 'zod';
import { metric } from '../metric.js';
import { howEstimated } from '../shared/density/estimates.js';
import { kullbackLeibler } from '../shared/density/kl.js';

export const klQP = metric({
  name: 'kl-q-p',
  says: 'KL(q || p) = E_q[log q - log p], that is KL(p_g || p_data): high where G makes what the data does not have.',
  paper: 'arXiv:1406.2661',
  unit: 'nats',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, says: 'p_g = p_data' }],
  notes: [
    'Infinity where more than 1e-9 of q has no density (an atom; in the plane a curve) or lies where p is 0.',
    'log p is the target’s own log density, never the log of a mass: between the modes of a narrow ring it is -5000.',
    'A latent and a target of one dimension: exact, by the change of variables over all preimages. Both of two: on a grid, where',
    'parts of cells count by themselves in which q is denser (folds finer than a cell may hide a tenth of it); of a G that is',
    'straight between 65 x 65 latent points and up to 5,000 more where it bends: on a ring of std 0.02 that may still add a',
    'tenth to a KL of 28. The estimator says what the last of these, and the finer grid, changed: sizes of errors, no bounds.',
    'A smooth G that comes near rank one has poles there, and no curves: that is finite.',
    'In cells of the grid where p has less than 1e-16, log p is that of the cell’s centre.',
    'Otherwise from samples, not clamped: slightly negative readings near 0 are noise. Where p is known: -H(q) - E_q[log p] with',
    'the entropy by k nearest neighbours (Kozachenko and Leonenko), less what the same gives on as many samples of p, where it',
    'should be 0: the error that both share (-1.4 nats in 20 dimensions) is gone, that of q’s own shape is left.',
    'Of data that is known from samples only: Wang, Kulkarni and Verdú’s bias-reduced neighbours: between clouds that do',
    'not touch they grow with the logarithm of the distance alone (1,000 samples in the plane: 5.8 of the 8 nats of Gaussians 4',
    'apart, 7.8 of the 32 of 8 apart).',
    'Absent from fewer samples than a covariance has numbers, d (d + 1) / 2; without p’s density from fewer than 5 (3/2)^d.',
    'Every coordinate is divided by its standard deviation in the data first, so that units do not count (a bandwidth that is given',
    'is in lengths of x). Absent where more than 1 % of a cloud equals another of the samples (rounded files, point masses);',
    'fewer are left out. Rows that are each over 10 % of a cloud, where no others repeat, are atoms: of G’s it is infinite.',
    'A kernel estimate (kde) sees nothing narrower than its bandwidth.',
  ],
  options: {
    estimator: z
      .enum(['auto', 'kde', 'knn'])
      .default('auto')
      .describe('auto: exact where p_g is known, else neighbours; or samples, by the one that is named'),
    ...howEstimated,
  },
  read: async (snapshot, how) => (await kullbackLeibler(snapshot, 'kl-q-p', how)).reading,
  estimator: async (snapshot, how) => (await kullbackLeibler(snapshot, 'kl-q-p', how)).says(),
});
