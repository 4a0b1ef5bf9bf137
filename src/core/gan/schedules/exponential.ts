/** Exponential decay. */
import { power } from '../../math/special/power.js';
import { scalar } from '../options.js';
import { schedule } from './_schedule.js';

export const exponential = schedule({
  name: 'exponential',
  description: 'The factor is decay^t, and at least `to`.',
  paper: 'arXiv:1406.2661 (its code: decay 1/1.000004 an update, down to 1e-6 from a rate of 0.1)',
  notes: [
    "The factor in step t is max(decay^t, to). PyTorch's ExponentialLR has gamma = decay, and no `to`.",
    'It does not depend on the number of steps.',
  ],
  options: {
    decay: scalar({ description: 'factor from one step to the next', default: 0.999, above: 0, atMost: 1 }),
    to: scalar({ description: 'the smallest factor', default: 0, atLeast: 0, below: 1 }),
  },
  factor: ({ step }, { decay, to }) => Math.max(power(decay, step), to),
  dependsOnSteps: () => false,
});
