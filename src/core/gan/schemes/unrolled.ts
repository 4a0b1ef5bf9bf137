import { z } from 'zod';
import { type Tensor3D, tf } from '../../engine/tf.js';
import type { PlayerState } from '../optimizers/_optimizer.js';
import { count } from '../options.js';
import { scheme } from './_scheme.js';

// Adam divides by the root of a squared gradient: at a gradient of exactly 0 (a dead unit's) that has no slope.
const GRADIENT_OFFSET = 1e-12;

export const unrolled = scheme({
  name: 'unrolled',
  description: 'G descends its loss against D as D will be some steps later, and knows how these steps depend on G.',
  paper: 'arXiv:1611.02163 equation 10',
  notes: [
    "Differentiated through D's steps, which use D's optimizer and what it remembers, and are then forgotten.",
    "Both players move at once and every step of the turn sees one batch, as in the authors' code.",
    "`zeroSum: true` with the loss minimax is the paper's: the term at data, which G's own loss has not, then counts too, since the D that looks ahead depends on G. D's regularizers count in it.",
    'With 0 steps it is `simultaneous`. Gradients of the forgotten steps get 1e-12 added, so that roots have slopes.',
  ],
  options: {
    steps: count({ description: 'steps of D that G looks ahead (K)', default: 5, atLeast: 0, atMost: 1000 }),
    zeroSum: z
      .boolean()
      .optional()
      .describe("Whether G descends minus D's loss, as in equation 10, in the place of its own; left out: its own."),
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
