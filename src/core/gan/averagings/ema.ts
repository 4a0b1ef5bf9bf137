/** The exponential moving average. */

import { scalar } from '../options.js';
import { averaging, ofOption } from './_averaging.js';

export const ema = averaging({
  name: 'ema',
  description: 'average <- decay average + (1 - decay) parameters, after every step.',
  paper: 'arXiv:1806.04498',
  notes: [
    'It starts at the initial parameters, which keep a share of decay^t after t steps; this bias is not corrected.',
    'Training continues with the parameters themselves.',
  ],
  options: {
    of: ofOption,
    decay: scalar({ description: 'share of the average that is kept', default: 0.999, atLeast: 0, below: 1 }),
  },
  weight: (_, { decay }) => 1 - decay,
});
