/** WGAN-GP's gradient penalty. */
import { z } from 'zod';
import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { interpolate, lengthPenalty, slopeLength } from './_gradient-norm.js';
import { regularizer } from './_regularizer.js';

export const gradientPenalty = regularizer({
  name: 'gradient-penalty',
  description: "D: weight times the mean of (|gradient of D's score| - aim)^2 between data and G's samples.",
  paper: 'arXiv:1704.00028, equation 3',
  paperChoices: [
    { path: 'scheme.discriminatorSteps', value: 5 },
    { path: 'optimizer.lr', value: 0.0001 },
    { path: 'optimizer.beta1', value: 0 },
    { path: 'optimizer.beta2', value: 0.9 },
  ],
  notes: [
    'At u x + (1 - u) G(z), with u uniform per pair of the batch. Without a factor 1/2.',
    'The paper uses weight 10 and beta1 0, its code for toy problems weight 0.1, beta1 0.5 and batches of 256.',
    '`sides: one` penalises only gradients longer than the aim.',
    'The length is sqrt(|gradient|^2 + 1e-12): without the epsilon, its derivative would be infinite where D is flat.',
  ],
  onlyFor: 'discriminator',
  usesScoreGradient: true,
  options: {
    weight: scalar({ description: 'weight (lambda)', default: 10, atLeast: 0 }),
    aim: scalar({ description: 'preferred gradient length (g0)', default: 1, atLeast: 0 }),
    sides: z.enum(['two', 'one']).default('two').describe('Whether shorter gradients are penalised too.'),
  },
  draws: { mix: { of: 'uniform', each: 'sample' } },
  add({ score, real, fake, mean, draw }, { weight, aim, sides }) {
    const length = slopeLength(score, interpolate({ real, fake, share: draw('mix') }));
    return tf.mul<Tensor3D>(mean(lengthPenalty(length, { aim, sides })), weight);
  },
});
