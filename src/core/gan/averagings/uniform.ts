/** The plain mean of all iterates. */

import { MAX_STEPS } from '../bounds.js';
import { count } from '../options.js';
import { averaging, ofOption } from './_averaging.js';

export const uniformAveraging = averaging({
  name: 'uniform',
  description: 'The mean of the parameters after every step from `from` on, that one included.',
  paper: 'arXiv:1802.10551 section 3.1, with equal weights',
  notes: [
    'At step t: (theta_from + ... + theta_t) / (t - from + 1), with theta_0 the start. Until step `from`: the parameters themselves.',
    'The mean is kept with the state, in its precision. Training continues with the parameters themselves.',
  ],
  options: {
    of: ofOption,
    from: count({ description: 'the first step that counts', default: 0, atLeast: 0, atMost: MAX_STEPS }),
  },
  weight: (step, { from }) => (step < from ? 1 : 1 / (step - from + 2)),
});
