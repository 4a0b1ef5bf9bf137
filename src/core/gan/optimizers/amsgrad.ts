/** Adam with a denominator that never decreases. */

import { type Tensor3D, tf } from '../../engine/tf.js';
import { adaptiveStep, momentMemory, momentOptions, nextMoments } from './_adaptive-moments.js';
import { optimizer } from './_optimizer.js';

export const amsgrad = optimizer({
  name: 'amsgrad',
  description: 'Adam with the largest v so far instead of v.',
  paper: 'arXiv:1904.09237, algorithm 2',
  notes: [
    "PyTorch's rule: the largest uncorrected v is kept, and corrected as Adam's v is; the paper corrects neither.",
  ],
  options: momentOptions,
  memory: { ...momentMemory, largest: { size: 'parameters', start: 0 } },
  update(gradient, { parameters, memory: { largest: before, ...memory } }, options) {
    const moments = nextMoments(gradient, memory, options);
    const largest: Tensor3D = tf.maximum(before, moments.square);
    const move = adaptiveStep({ ...moments, square: largest }, options);
    return { parameters: tf.sub(parameters, move), memory: { ...moments, largest } };
  },
});
