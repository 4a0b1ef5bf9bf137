/** Kullback-Leibler divergences from samples of G, with log p known: Wang, Kulkarni and Verdu's k-nearest-neighbour estimators. */
import { kdTree } from '../neighbours/kd-tree.js';
import type { KnownDensity } from './known-density.js';

export const K = 5;

/** Sum over 1 .. n - 1 of 1 / i, less Euler's constant: the digamma function at n. */
function digamma(n: number): number {
  let sum = -0.5772156649015329;
  for (let i = 1; i < n; i++) sum += 1 / i;
  return sum;
}

/** log of the volume of the unit ball. */
function logBall(dim: number): number {
  let log = dim % 2 ? Math.LN2 : 0;
  for (let d = dim % 2 ? 3 : 2; d <= dim; d += 2) log += Math.log((2 * Math.PI) / d);
  return log;
}

/** KL(q || p): the mean of log q - log p over q's samples. Infinity where K + 1 samples are equal. */
export function nearestKlQP(generated: Float64Array, target: KnownDensity): number {
  const { dim } = target;
  const n = generated.length / dim;
  const logDistances = meanLogDistance({ of: generated, among: generated, dim, rank: K + 1 });
  const entropy = digamma(n) - digamma(K) + logBall(dim) + dim * logDistances;
  const logP = target.logDensity(generated);
  return -entropy - logP.reduce((sum, value) => sum + value, 0) / n;
}

/** KL(p || q): the mean of log p - log q over p's samples. */
export function nearestKlPQ(
  { real, generated }: { real: Float64Array; generated: Float64Array },
  target: KnownDensity,
): number {
  const { dim } = target;
  const logDistances = meanLogDistance({ of: real, among: generated, dim, rank: K });
  const crossEntropy = digamma(generated.length / dim + 1) - digamma(K) + logBall(dim) + dim * logDistances;
  const logP = target.logDensity(real);
  return crossEntropy + logP.reduce((sum, value) => sum + value, 0) / logP.length;
}

function meanLogDistance(between: { of: Float64Array; among: Float64Array; dim: number; rank: number }): number {
  const { of, among, dim, rank } = between;
  const tree = kdTree(among, dim);
  const nearest = new Float64Array(rank);
  let sum = 0;
  for (let row = 0; row < of.length / dim; row++) {
    tree.nearest(of, row, nearest);
    sum += Math.log(nearest[rank - 1]);
  }
  return (sum * dim) / of.length;
}
