/** The mixture of the optimization landscapes paper. */
import { equalModes } from '../../gaussian-mixture.js';
import { fixedSet } from '../_sample-sets.js';
import { target } from '../_target.js';

export const mixtureLandscape = target({
  name: 'mixture-landscape',
  description: 'The mixture of the optimization landscapes paper: N(-2, 1) and N(2, 1), equally.',
  paper: 'arXiv:1906.04848',
  notes: [
    'All batches are drawn from one set of 10,000 samples, the same for every seed.',
    'Metrics and nulls use fresh samples of the density of that set.',
    'The paper fixes the noise too, in pairs with the data; here the noise is fresh.',
  ],
  options: {},
  create: () => fixedSet('mixture-landscape', 10_000, equalModes([[-2], [2]], 1)),
});
