/** Optimistic gradient descent: the next change of the gradient is predicted by its last. */
import { tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { optimizer } from './_optimizer.js';

export const optimistic = optimizer({
  name: 'optimistic',
  description: 'theta <- theta - 2 lr g + lr g_before.',
  paper: 'arXiv:1711.00141',
  notes: [
    "Optimistic mirror descent (OMD). In the first step g_before is 0, so that it is twice a step of SGD. The authors' example begins with a plain step.",
    'Extrapolation from the past (arXiv:1802.10551) is the same in another variable.',
  ],
  options: { lr: scalar({ description: 'learning rate', default: 0.01, above: 0 }) },
  memory: { before: { size: 'parameters', start: 0 } },
  update: (gradient, { parameters, memory }, { lr }) => ({
    parameters: tf.sub(parameters, tf.mul(tf.sub(tf.mul(gradient, 2), memory.before), lr)),
    memory: { before: gradient },
  }),
});
