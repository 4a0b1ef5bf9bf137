/** Gaussians on a line: a GAN of two parameters of which everything is known. */
import { z } from 'zod';
import { type ArenaParts, arena } from '../arena.js';
import type { Tensor3D } from '../engine/tf.js';
import { tf } from '../engine/tf.js';
import { fixedOptions } from '../fixed-options.js';
import { gaussianMixture } from '../gaussian-mixture.js';
import { gaussianGenerator, optimalDiscriminator, type Spread } from '../gaussian-players.js';
import { normalNodes } from '../normal-nodes.js';
import { scalar } from '../options.js';
import type { Setting } from '../setting.js';
import type { Distribution, Mode } from '../target.js';

export const gaussian = arena({
  name: 'gaussian',
  says: 'G moves and stretches a Gaussian on the line; D is at its optimum, or a quadratic score that learns.',
  paper: 'arXiv:1606.00709, section 3.3',
  notes: [
    "G's parameters are mean and log-std (or std), read by generator-parameter. The target is a Gaussian or a mixture of them.",
    'Expectations are sums over 512 nodes a mode, exact to rounding: nothing is random, and one seed says everything.',
    "discriminator: optimal. D is the best answer to G at every moment, by the loss's formula; G's step takes it as it is.",
    "discriminator: quadratic. The score is square x^2 + slope x + level, from 0. It contains D* if the target is one Gaussian.",
    'Penalties see node i of the data beside node i of the samples: means over pairs are over that coupling.',
  ],
  options: {
    start: z
      .strictObject({ mean: z.number().default(2), std: z.number().gt(0).default(1) })
      .prefault({})
      .describe("G's mean and standard deviation at the start."),
    spread: z
      .enum(['log-std', 'std'])
      .default('log-std')
      .describe("G's second parameter: the logarithm of its standard deviation, which keeps it positive, or itself."),
    discriminator: z.enum(['optimal', 'quadratic']).default('optimal').describe('Whether D is D* or learns.'),
  },
  fields: ['target', 'loss', 'penalty'],
  dtype: 'float64',
  metrics: ['js', 'kl-q-p', 'wasserstein-2', 'dstar-error'],
  create({ start, spread, discriminator: kind }, setting, parts) {
    const { target, modes } = mixtureOf(setting, parts);
    const latent = parts.latents.get('gaussian')!.create({ dim: 1 });
    const generator = gaussianGenerator(start, spread);
    const discriminator =
      kind === 'optimal'
        ? optimalDiscriminator(modes, spread, (logRatio) => best(setting, parts)(logRatio))
        : parts.networks.get('quadratic')!.create({ square: 0, slope: 0, level: 0 }, { ...parts, inputs: 1, outputs: 1 });
    return null as never;
  },
});
