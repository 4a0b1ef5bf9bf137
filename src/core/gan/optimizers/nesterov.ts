/** Gradient descent with Nesterov's momentum. */
import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { optimizer } from './_optimizer.js';

export const nesterov = optimizer({
  name: 'nesterov',
  description: 'v <- momentum v + g; theta <- theta - lr (g + momentum v).',
  paper: 'Nesterov 1983, as rewritten by Sutskever et al., ICML 2013',
  notes: ["PyTorch's rule: theta is the point at which gradients are taken, v starts at 0."],
  options: {
    lr: scalar({ description: 'learning rate', default: 0.01, above: 0 }),
    momentum: scalar({ description: 'decay of v', default: 0.9, above: 0, below: 1 }),
  },
  memory: { velocity: { size: 'parameters', start: 0 } },
  update(gradient, { parameters, memory }, { lr, momentum }) {
    const velocity: Tensor3D = tf.add(tf.mul(memory.velocity, momentum), gradient);
    const ahead = tf.add(gradient, tf.mul(velocity, momentum));
    return { parameters: tf.sub(parameters, tf.mul(ahead, lr)), memory: { velocity } };
  },
});
