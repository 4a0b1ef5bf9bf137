/** Extreme eigenvalue of the Hessian of D's loss. */
import { metric } from '../metric.js';
import { end, extremeEigenvalue, HESSIAN_NOTES, largestEigenvalues } from './_hessian.js';
import { NO_GAME } from './_jacobian.js';

export const hessianDiscriminator = metric({
  name: 'hessian-discriminator',
  description: 'The largest (or least) eigenvalue of the Hessian of D’s loss in D’s parameters, with G fixed.',
  paper: 'arXiv:1906.04848',
  unit: '1',
  better: 'neither',
  range: [-Infinity, Infinity],
  ideal: null,
  lines: [{ at: 0, label: 'a minimum of D’s loss: none below' }],
  notes: HESSIAN_NOTES,
  options: { end },
  compute: (snapshot, { end }) => extremeEigenvalue(snapshot, 'discriminator', end),
  vector: { replacesValue: false, compute: (snapshot) => largestEigenvalues(snapshot, 'discriminator') },
  estimator: async ({ game }) => game?.estimator() ?? NO_GAME,
});
