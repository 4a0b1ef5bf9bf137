/** Gradient descent with heavy-ball momentum. */
import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { optimizer } from './_optimizer.js';

export const momentum = optimizer({
  name: 'momentum',
  description: 'v <- momentum v + g; theta <- theta - lr v.',
  paper: 'Polyak 1964; for games with negative momentum arXiv:1807.04740',
  notes: [
    "PyTorch's rule without dampening: v is in units of the gradient and starts at 0.",
    'With v <- momentum v - lr g instead, a change of the learning rate would take effect later.',
  ],
  options: {
    lr: scalar({ description: 'learning rate', default: 0.01, above: 0 }),
    momentum: scalar({ description: 'decay of v; may be negative', default: 0.9, above: -1, below: 1 }),
  },
  memory: { velocity: { size: 'parameters', start: 0 } },
  update(gradient, { parameters, memory }, options) {
    const velocity: Tensor3D = tf.add(tf.mul(memory.velocity, options.momentum), gradient);
    return { parameters: tf.sub(parameters, tf.mul(velocity, options.lr)), memory: { velocity } };
  },
});
