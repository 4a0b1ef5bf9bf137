/** By the same factor at every step. */
import { scalar } from '../options.js';
import { schedule } from './_schedule.js';

export const exponential = schedule({
  name: 'exponential',
  description: 'The number is multiplied by `decay` after every step, until it is `to` times what it was.',
  paper: 'arXiv:1406.2661 (its code: decay 1/1.000004 an update, down to 1e-6 from a rate of 0.1)',
  notes: [
    "The factor in the turn that starts at step t is the larger of decay^t and `to`. PyTorch's ExponentialLR has gamma = decay, and no `to`.",
    'It does not depend on how many steps there are.',
  ],
  options: {
    decay: scalar({ description: 'factor from one step to the next', default: 0.999, above: 0, atMost: 1 }),
    to: scalar({ description: 'the smallest factor', default: 0, atLeast: 0, below: 1 }),
  },
  factor: ({ step }, { decay, to }) => Math.max(decay ** step, to),
  dependsOnSteps: () => false,
});
