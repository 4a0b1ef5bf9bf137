/** Adam: steps of about the learning rate, independent of the gradient's scale. */

import { tf } from '../../engine/tf.js';
import { adaptiveStep, momentMemory, momentOptions, nextMoments } from './_adaptive-moments.js';
import { optimizer } from './_optimizer.js';

export const adam = optimizer({
  name: 'adam',
  description:
    'm, v: averages of g and g^2, corrected for their start at 0; theta <- theta - lr m / (sqrt(v) + epsilon).',
  paper: 'arXiv:1412.6980, algorithm 1',
  notes: ["PyTorch's rule: epsilon is added to the root of the corrected v."],
  options: momentOptions,
  memory: momentMemory,
  update(gradient, { parameters, memory }, options) {
    const moments = nextMoments(gradient, memory, options);
    return { parameters: tf.sub(parameters, adaptiveStep(moments, options)), memory: moments };
  },
});
