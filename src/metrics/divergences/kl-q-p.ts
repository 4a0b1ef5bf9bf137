/** KL(q || p): the note's KL(p_g || p_data). */
import { metric } from '../metric.js';
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
    'A latent and a target of one dimension: exact, by the change of variables over all preimages. Both of two: on',
    'a grid, of a G that is straight between 100 x 100 latent points: on a ring of std 0.02 that may add a quarter to a KL of',
    '33, and the estimator says what half as many points change. Otherwise k nearest neighbours, unclamped: slightly negative readings near 0 are noise.',
  ],
  options: {},
  read: async (snapshot) => (await kullbackLeibler(snapshot, 'q-p')).reading,
  estimator: async (snapshot) => (await kullbackLeibler(snapshot, 'q-p')).says(),
});
