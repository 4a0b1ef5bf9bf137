/** Plain gradient descent. */
import { tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { optimizer } from './_optimizer.js';

export const sgd = optimizer({
  name: 'sgd',
  description: 'theta <- theta - lr g.',
  options: { lr: scalar({ description: 'learning rate', default: 0.01, above: 0 }) },
  memory: {},
  update: (gradient, { parameters, memory }, { lr }) => ({
    parameters: tf.sub(parameters, tf.mul(gradient, lr)),
    memory,
  }),
});
