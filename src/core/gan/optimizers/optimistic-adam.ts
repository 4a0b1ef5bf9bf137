/** Adam with optimistic steps. */

import { type Tensor3D, tf } from '../../engine/tf.js';
import { adaptiveStep, momentMemory, momentOptions, nextMoments } from './_adaptive-moments.js';
import { optimizer } from './_optimizer.js';

export const optimisticAdam = optimizer({
  name: 'optimistic-adam',
  description: "theta <- theta - 2 a + a_before, where a is Adam's step.",
  paper: 'arXiv:1711.00141, algorithm 1',
  notes: ['In the first step a_before is 0, so that it is twice a step of Adam.'],
  options: momentOptions,
  memory: { ...momentMemory, before: { size: 'parameters', start: 0 } },
  update(gradient, { parameters, memory: { before, ...memory } }, options) {
    const moments = nextMoments(gradient, memory, options);
    const move: Tensor3D = adaptiveStep(moments, options);
    return {
      parameters: tf.sub(parameters, tf.sub(tf.mul(move, 2), before)),
      memory: { ...moments, before: move },
    };
  },
});
