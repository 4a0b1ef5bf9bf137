/** Gaussians on the line: a GAN with a generator of two parameters and closed forms. */
import { z } from 'zod';
import { type Tensor3D, tf } from '../../engine/tf.js';
import { IncompatibleError } from '../conflict.js';
import { memberOf } from '../extension-members.js';
import { gaussianMixture } from '../gaussian-mixture.js';
import type { BuiltNetwork } from '../networks/_network.js';
import type { OptionsOf } from '../options.js';
import type { Setting } from '../setting.js';
import type { Mode } from '../targets/_target.js';
import { type ChosenLoss, discriminatorLoss, optimalScore } from './_closed-form-loss.js';
import { fixedOptions } from './_fixed-options.js';
import { type BuiltGame, type GameFamilies, game } from './_game.js';
import {
  gaussianGenerator,
  mixtureParameters,
  optimalGaussianDiscriminator,
  type SpreadParameter,
} from './_gaussian-players.js';
import { normalNodes } from './_normal-nodes.js';

export const gaussianGame = game({
  name: 'gaussian',
  description: 'G scales and shifts a Gaussian on the line; D is optimal, or a quadratic score that learns.',
  paper: 'arXiv:1606.00709, section 2.5',
  notes: [
    'The target is a Gaussian or a mixture of them. G has two parameters: mean, and log-std or std (see generator-parameter).',
    'Expectations are sums over 512 nodes per mode, exact to rounding. Deterministic: one seed suffices.',
    '`discriminator: optimal`: D is D* of its loss at every moment; G moves against this D as it is.',
    '`discriminator: quadratic`: the score square x^2 + slope x + level is 0 initially and contains D* if the target is a Gaussian.',
    'Regularizers that pair data and samples pair node i of the data with node i of the samples.',
  ],
  options: {
    start: z
      .strictObject({ mean: z.number().default(2), std: z.number().gt(0).default(1) })
      .prefault({})
      .describe('Initial mean and standard deviation of G.'),
    spread: z
      .enum(['log-std', 'std'])
      .default('log-std')
      .describe("G's second parameter: its standard deviation, or the logarithm of it, which keeps it positive."),
    discriminator: z
      .enum(['optimal', 'quadratic'])
      .default('optimal')
      .describe('Whether D is D*, or a quadratic score that learns.'),
  },
  fields: ['target', 'loss', 'regularizer'],
  dtype: 'float64',
  metrics: ['js', 'kl-q-p', 'wasserstein-2', 'dstar-error'],
  create({ start, spread, discriminator: kind }, setting, parts): BuiltGame {
    const { target, modes } = mixtureOf(setting, parts);
    const chosenLoss = discriminatorLoss(setting, parts.losses);
    const generator = gaussianGenerator(start, spread);
    const discriminator = kind === 'optimal' ? optimal(fixedOptions) : learning(parts);
    function optimal(optionsOf: OptionsOf) {
      const best = optimalScore(chosenLoss);
      return optimalGaussianDiscriminator(modes, spread, (logRatio) => best(logRatio, optionsOf));
    }
    return {
      target,
      latent: parts.latents.get('gaussian')!.create({ dim: 1 }),
      networks: { generator, discriminator },
      players: { generator, discriminator },
      ...(kind === 'optimal' && { optimalDiscriminator: true }),
      ...nodesOf(modes),
      dim: 1,
      equilibrium: equilibriumOf(modes, { spread, kind, chosenLoss }),
      rules: {
        scored(matrices, batch, optionsOf) {
          const [real, weights] = tf.split(batch.real, 2, 2) as Tensor3D[];
          const row = tf.reshape(weights, [weights.shape[0], 1, weights.shape[1]]) as Tensor3D;
          // The loss's scalars are inputs of the step's program, and must not be constants of its graph.
          const d = kind === 'optimal' ? optimal(optionsOf) : discriminator;
          return {
            score: (x) => d.forward(matrices.discriminator, x),
            real,
            fake: generator.forward(matrices.generator, batch.latent),
            weights: { real: row, fake: row },
          };
        },
      },
    };
  },
});

function mixtureOf({ target: choice }: Setting, { targets }: GameFamilies) {
  const target = memberOf(targets, choice!).create(choice!);
  if (target.dim !== 1)
    throw new IncompatibleError({
      field: 'target',
      with: { field: 'game' },
      reason: `the game gaussian needs a target of one dimension, ${choice!.name} has ${target.dim}`,
    });
  const modes = target.modes ?? [];
  // Targets may list modes that are not Gaussians.
  const points = Float64Array.from(modes.flatMap(({ mean: [m], std: [s] }) => [m - 2 * s, m - 0.3 * s, m, m + s]));
  const expected = modes.length > 0 && gaussianMixture(modes).logDensity!(points);
  const given = target.logDensity?.(points);
  if (!expected || !given?.every((value, i) => Math.abs(value - expected[i]) < 1e-9))
    throw new IncompatibleError({
      field: 'target',
      with: { field: 'game' },
      reason: `the game gaussian needs a Gaussian or a mixture of Gaussians, ${choice!.name} is neither`,
    });
  return { target, modes };
}

function learning({ networks, activations, initializers }: GameFamilies): BuiltNetwork {
  const start = { square: 0, slope: 0, level: 0 };
  return networks.get('quadratic')!.create(start, { inputs: 1, outputs: 1, activations, initializers });
}

/** Every batch consists of the nodes, mode by mode, those of the data with their weights. */
function nodesOf(modes: readonly Mode[]): Pick<BuiltGame, 'rows' | 'draws'> {
  const { z, weights } = normalNodes();
  const real = modes.flatMap(({ mean, std, weight }) =>
    Array.from(z, (at, i) => [mean[0] + std[0] * at, weight * weights[i]]),
  );
  return {
    rows: real.length,
    draws: {
      real: { dim: 2, sample: (out) => out.set(real.flat()) },
      latent: { dim: 1, sample: (out) => out.set(modes.flatMap(() => [...z])) },
    },
  };
}

/** The parameters with q = p, if G has such, and a constant score of D. */
function equilibriumOf(
  modes: readonly Mode[],
  {
    spread,
    kind,
    chosenLoss,
  }: { readonly spread: SpreadParameter; readonly kind: 'optimal' | 'quadratic'; readonly chosenLoss: ChosenLoss },
): BuiltGame['equilibrium'] {
  const { optimum } = chosenLoss.loss;
  if (modes.length > 1 || typeof optimum !== 'function') return null;
  const [{ mean, std }] = modes;
  const generator = [mean[0], spread === 'std' ? std[0] : Math.log(std[0])];
  const level = optimum(0, chosenLoss.choice as unknown as Record<string, number>);
  return { generator, discriminator: kind === 'optimal' ? [...generator, ...mixtureParameters(modes)] : [0, 0, level] };
}
