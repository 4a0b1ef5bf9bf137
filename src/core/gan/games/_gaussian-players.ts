/** The players of the game `gaussian`: G scales and shifts N(0, 1); D may be optimal. */
import { type Tensor3D, tf } from '../../engine/tf.js';
import type { BuiltNetwork } from '../networks/_network.js';
import type { Mode } from '../targets/_target.js';

/** The meaning of G's second parameter: its standard deviation, or the logarithm of it, which keeps it positive. */
export type SpreadParameter = 'std' | 'log-std';

export interface GaussianStart {
  readonly mean: number;
  readonly std: number;
}

const one = (name: string) => ({ name, rows: 1, columns: 1 });

export function gaussianGenerator({ mean, std }: GaussianStart, spread: SpreadParameter): BuiltNetwork {
  return {
    inputs: 1,
    outputs: 1,
    parameters: [one('mean'), one(spread)],
    layers: spread === 'std' ? [{ weights: 'std', bias: 'mean', slopes: { negative: 1, positive: 1 } }] : null,
    initialize: (out) => void out.set([mean, spread === 'std' ? std : Math.log(std)]),
    forward: ([means, spreads], z) => tf.add(means, tf.mul(spread === 'std' ? spreads : tf.exp(spreads), z)),
  };
}

/**
 * The score `best(log p - log q)`, with q the Gaussian of G's parameters, which are the first of its own. The target's
 * numbers are parameters too, because constants of a graph have only the precision of float32.
 */
export function optimalGaussianDiscriminator(
  modes: readonly Mode[],
  spread: SpreadParameter,
  best: (logRatio: Tensor3D) => Tensor3D,
): BuiltNetwork {
  const columns = modes.length;
  const numbers = mixtureParameters(modes);
  return {
    inputs: 1,
    outputs: 1,
    parameters: [
      one('mean'),
      one(spread),
      { name: 'target-means', rows: 1, columns },
      { name: 'target-stds', rows: 1, columns },
      { name: 'target-log-weights', rows: 1, columns },
    ],
    layers: null,
    // The first two are overwritten by G's parameters.
    initialize: (out) => void out.fill(0, 0, 2).set(numbers, 2),
    forward([mean, spreads, ...target], x) {
      const [means, stds, logWeights] = target.map((row) => split(row, columns));
      const logQ = logGaussian(x, mean, spread === 'std' ? spreads : tf.exp(spreads));
      const logP = means
        .map((m, k): Tensor3D => tf.add(logGaussian(x, m, stds[k]), logWeights[k]))
        .reduce((sum, next) => tf.add(sum, tf.softplus(tf.sub(next, sum))));
      return best(tf.sub(logP, logQ));
    },
  };
}

/** The target's means, standard deviations and log weights. */
export function mixtureParameters(modes: readonly Mode[]): number[] {
  return [
    ...modes.map(({ mean }) => mean[0]),
    ...modes.map(({ std }) => std[0]),
    ...modes.map(({ weight }) => Math.log(weight)),
  ];
}

function split(row: Tensor3D, columns: number): Tensor3D[] {
  return columns === 1 ? [row] : tf.split(row, columns, 2);
}

/** log N(x; mean, std) without the constant -log(2 pi) / 2, which cancels in every ratio. */
function logGaussian(x: Tensor3D, mean: Tensor3D, std: Tensor3D): Tensor3D {
  const distance: Tensor3D = tf.div(tf.sub(x, mean), std);
  return tf.sub(tf.mul(tf.square(distance), -0.5), tf.mul(tf.log(tf.square(std)), 0.5));
}
