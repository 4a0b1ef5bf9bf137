/** Adam with weight decay that does not enter its averages. */

import { tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { adaptiveStep, momentMemory, momentOptions, nextMoments } from './_adaptive-moments.js';
import { optimizer } from './_optimizer.js';

export const adamw = optimizer({
  name: 'adamw',
  description: 'theta <- (1 - lr weightDecay) theta, then a step of Adam.',
  paper: 'arXiv:1711.05101, algorithm 2',
  notes: ["PyTorch's rule: the decay is multiplied by the learning rate. It shrinks biases too."],
  options: {
    ...momentOptions,
    weightDecay: scalar({ description: 'decay of theta per step, divided by lr', default: 0.01, atLeast: 0 }),
  },
  memory: momentMemory,
  update(gradient, { parameters, memory }, { weightDecay, ...options }) {
    const moments = nextMoments(gradient, memory, options);
    const decayed = tf.mul(parameters, tf.sub(1, tf.mul(options.lr, weightDecay)));
    return { parameters: tf.sub(decayed, adaptiveStep(moments, options)), memory: moments };
  },
});
