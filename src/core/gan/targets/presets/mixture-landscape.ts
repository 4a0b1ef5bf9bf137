/** The mixture of the optimization landscapes paper. */
import { equalModes } from '../../gaussian-mixture.js';
import { fixedSet } from '../_sample-sets.js';
import { target } from '../_target.js';

export const mixtureLandscape = target({
  name: 'mixture-landscape',
  description: 'The mixture of the optimization landscapes paper: N(-2, 1) and N(2, 1), equally.',
  paper: 'arXiv:1906.04848',
  notes: [
    'Every batch is drawn from one set of 10,000 samples, the same for every seed.',
    'Metrics and nulls take fresh draws of the density that the set was drawn from.',
    'The source fixes the noise as well, in pairs with the data; here noise is fresh.',
  ],
  options: {},
  create: () => fixedSet('mixture-landscape', 10_000, equalModes([[-2], [2]], 1)),
});
