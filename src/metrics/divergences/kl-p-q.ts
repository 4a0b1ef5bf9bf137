/** KL(p || q): what maximum likelihood minimises. */
import { metric } from '../metric.js';
import { kullbackLeibler } from '../shared/density/kl.js';

export const klPQ = metric({
  name: 'kl-p-q',
  says: 'KL(p || q) = E_p[log p - log q], that is KL(p_data || p_g): high where the data has what G does not make.',
  unit: 'nats',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, says: 'p_g = p_data' }],
  notes: [
    'Infinity where more than 1e-9 of p lies where q is 0: always, under a G with bounded output and a Gaussian target.',
    'In the plane, under an unbounded latent, cells that no piece of G reached count as q < 1e-13: a lower bound.',
    'Estimators as for kl-q-p. By neighbours it is finite, not clamped at 0, and too low where p is far from all samples of G.',
  ],
  options: {},
  read: async (snapshot) => (await kullbackLeibler(snapshot, 'p-q')).reading,
  estimator: async (snapshot) => (await kullbackLeibler(snapshot, 'p-q')).says(),
});
