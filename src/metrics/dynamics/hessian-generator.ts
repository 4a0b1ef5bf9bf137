/** Extreme eigenvalue of the Hessian of G's loss. */
import { metric } from '../metric.js';
import { end, extremeEigenvalue, HESSIAN_NOTES, largestEigenvalues } from './_hessian.js';
import { NO_GAME } from './_jacobian.js';

export const hessianGenerator = metric({
  name: 'hessian-generator',
  description: 'The largest (or least) eigenvalue of the Hessian of G’s loss in G’s parameters, with D fixed.',
  paper: 'arXiv:1906.04848',
  unit: '1',
  better: 'neither',
  range: [-Infinity, Infinity],
  ideal: null,
  lines: [{ at: 0, label: 'a minimum of G’s loss: none below' }],
  notes: HESSIAN_NOTES,
  options: { end },
  compute: (snapshot, { end }) => extremeEigenvalue(snapshot, 'generator', end),
  vector: { replacesValue: false, compute: (snapshot) => largestEigenvalues(snapshot, 'generator') },
  estimator: async ({ game }) => game?.estimator() ?? NO_GAME,
});
