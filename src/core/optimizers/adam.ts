/** Adam: steps of about the learning rate, whatever the gradient's size. */
import { type Tensor3D, tf } from '../engine/tf.js';
import { optimizer } from '../optimizer.js';
import { scalar } from '../options.js';

export const adam = optimizer({
  name: 'adam',
  says: 'm, v: averages of g and g^2; theta <- theta - lr m^ / (sqrt(v^) + epsilon), corrected for their start at 0.',
  paper: 'arXiv:1412.6980, algorithm 1',
  notes: [
    "PyTorch's rule: epsilon is added to the root of the corrected v.",
    'The corrections 1 - beta^t are remembered as averages of 1, so that rounding cancels.',
  ],
  options: {
    lr: scalar({ says: 'learning rate', default: 0.001, above: 0 }),
    beta1: scalar({ says: 'share of m that is kept', default: 0.9, atLeast: 0, below: 1 }),
    beta2: scalar({ says: 'share of v that is kept', default: 0.999, atLeast: 0, below: 1 }),
    epsilon: scalar({ says: 'keeps the division finite', default: 1e-8, above: 0 }),
  },
  memory: {
    mean: { size: 'parameters', start: 0 },
    square: { size: 'parameters', start: 0 },
    meanWeight: { size: 'one', start: 0 },
    squareWeight: { size: 'one', start: 0 },
  },
  update(gradient, { parameters, memory }, { lr, beta1, beta2, epsilon }) {
    const rest1 = tf.sub(1, beta1);
    const rest2 = tf.sub(1, beta2);
    const mean: Tensor3D = tf.add(tf.mul(memory.mean, beta1), tf.mul(gradient, rest1));
    const square: Tensor3D = tf.add(tf.mul(memory.square, beta2), tf.mul(tf.square(gradient), rest2));
    const meanWeight: Tensor3D = tf.add(tf.mul(memory.meanWeight, beta1), rest1);
    const squareWeight: Tensor3D = tf.add(tf.mul(memory.squareWeight, beta2), rest2);
    const root = tf.add(tf.div(tf.sqrt(square), tf.sqrt(squareWeight)), epsilon);
    return {
      parameters: tf.sub(parameters, tf.mul(tf.div(mean, root), tf.div(lr, meanWeight))),
      memory: { mean, square, meanWeight, squareWeight },
    };
  },
});
