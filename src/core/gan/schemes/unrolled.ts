import { z } from 'zod';
import { type Tensor3D, tf } from '../../engine/tf.js';
import { MAX_UPDATES } from '../bounds.js';
import type { PlayerState } from '../optimizers/_optimizer.js';
import { count } from '../options.js';
import { scheme } from './_scheme.js';

// Adam divides by the root of a squared gradient, which is not differentiable at a gradient of exactly 0 (of a dead unit).
const GRADIENT_OFFSET = 1e-12;

export const unrolled = scheme({
  name: 'unrolled',
  description: 'G minimises its loss against D after K further updates, and differentiates through these updates.',
  paper: 'arXiv:1611.02163 equation 10',
  notes: [
    "The unrolled updates use D's optimizer with its memory, and are then discarded.",
    "Both players move simultaneously, and all updates of a step use one batch, as in the authors' code.",
    "`zeroSum: true` with the loss minimax is the paper's: G minimises minus D's loss, including its term at data, which depends on G through the unrolled D, and including D's regularizers.",
    'With 0 steps it is `simultaneous`. 1e-12 is added to the gradients of unrolled updates, so that roots are differentiable.',
  ],
  options: {
    steps: count({ description: 'unrolled updates of D (K)', default: 5, atLeast: 0, atMost: MAX_UPDATES }),
    zeroSum: z
      .boolean()
      .optional()
      .describe("Whether G minimises minus D's loss, as in equation 10, instead of its own; default: its own."),
  },
  throughUpdates: true,
  draws: () => ['discriminator-1'],
  step({ operations, state, batch }, { steps, zeroSum }) {
    const drawn = batch('discriminator-1');
    const gradient = (generator: Tensor3D, { parameters }: PlayerState) =>
      operations.gradient('discriminator', { generator, discriminator: parameters }, drawn);
    const { generator, discriminator } = state;
    const aheadOf = (parameters: Tensor3D): Tensor3D => {
      let ahead = discriminator;
      for (let k = 0; k < steps; k += 1)
        ahead = operations.update('discriminator', ahead, tf.add(gradient(parameters, ahead), GRADIENT_OFFSET));
      return ahead.parameters;
    };
    const ahead = (parameters: Tensor3D): Tensor3D => {
      const at = { generator: parameters, discriminator: aheadOf(parameters) };
      return zeroSum ? tf.neg(operations.loss('discriminator', at, drawn)) : operations.loss('generator', at, drawn);
    };
    return {
      generator: operations.update('generator', generator, operations.slope(ahead, generator.parameters)),
      discriminator: operations.update('discriminator', discriminator, gradient(generator.parameters, discriminator)),
    };
  },
});
