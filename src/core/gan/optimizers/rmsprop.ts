/** RMSProp: each coordinate's gradient divided by its recent root mean square. */
import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { optimizer } from './_optimizer.js';

export const rmsprop = optimizer({
  name: 'rmsprop',
  description: 'v: average of g^2; theta <- theta - lr g / (sqrt(v) + epsilon).',
  paper: 'Tieleman and Hinton 2012, lecture 6.5',
  notes: [
    "PyTorch's rule: epsilon outside the root; v starts at 0, without bias correction.",
    'TensorFlow 1, which the first GAN papers used, has decay 0.9, epsilon 1e-10 inside the root, and v from 1: its first steps are smaller.',
  ],
  options: {
    lr: scalar({ description: 'learning rate', default: 0.001, above: 0 }),
    decay: scalar({ description: 'decay of v', default: 0.99, atLeast: 0, below: 1 }),
    epsilon: scalar({ description: 'added to the denominator, which keeps it above 0', default: 1e-8, above: 0 }),
  },
  memory: { square: { size: 'parameters', start: 0 } },
  update(gradient, { parameters, memory }, { lr, decay, epsilon }) {
    const square: Tensor3D = tf.add(tf.mul(memory.square, decay), tf.mul(tf.square(gradient), tf.sub(1, decay)));
    const move = tf.div(gradient, tf.add(tf.sqrt(square), epsilon));
    return { parameters: tf.sub(parameters, tf.mul(move, lr)), memory: { square } };
  },
});
