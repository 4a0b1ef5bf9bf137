/** How D's own loss bends around its parameters. */
import { metric } from '../metric.js';
import { end, HESSIAN_NOTES, hessianEnd, hessianOuter } from './_hessian.js';
import { NO_GAME } from './_jacobian.js';

export const hessianDiscriminator = metric({
  name: 'hessian-discriminator',
  description: 'The largest (or least) eigenvalue of the Hessian of D’s loss in D’s parameters, with G fixed.',
  paper: 'arXiv:1906.04848',
  unit: '1',
  better: 'neither',
  range: [-Infinity, Infinity],
  ideal: null,
  lines: [{ at: 0, label: 'a minimum for D has none below' }],
  notes: HESSIAN_NOTES,
  options: { end },
  compute: (snapshot, { end }) => hessianEnd(snapshot, 'discriminator', end),
  vector: { replacesValue: false, compute: (snapshot) => hessianOuter(snapshot, 'discriminator') },
  estimator: async ({ game }) => game?.estimator() ?? NO_GAME,
});
