/** The high-dimensional Gaussian of symplectic gradient adjustment. */
import { equalModes } from '../../gaussian-mixture.js';
import { target } from '../_target.js';

export const gaussianSga = target({
  name: 'gaussian-sga',
  description: 'The Gaussian of symplectic gradient adjustment: N(0, I) in 75 dimensions.',
  paper: 'arXiv:1802.05642',
  notes: [
    'The paper’s criterion: all 75 singular values of the sample covariance are near 1.',
    'Fresh samples for every batch.',
  ],
  options: {},
  create: () => equalModes([new Array<number>(75).fill(0)], 1),
});
