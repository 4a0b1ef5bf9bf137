/** A k-nearest-neighbour estimator of the Jensen-Shannon divergence between two samples. */
import { repeatedProduct } from '../../core/math/special/power.js';
import { gaussLegendre } from '../../core/math/special/special.js';
import { mean, variance } from '../../core/math/statistics/statistics.js';
import { digammas, EULER_GAMMA, logBallVolumes, type NeighbourDistances, type SampleName } from './knn-distances.js';
import type { NeighbourEstimate } from './knn-kl.js';

/**
 * JS = ln 2 + E_p[log p - log(p + q)] / 2 + E_q[log q - log(p + q)] / 2, in nats. With t the volume of the ball that holds k
 * samples, n p t is Gamma distributed; for any function of p and q there is a function of the two volumes with that mean (the
 * inverse Laplace transform). Were densities constant within a ball, the neighbours' noise would leave no bias. They are not, and in
 * many dimensions the balls are as wide as the data: `relabelled-js.ts` measures what that leaves. Not clamped to [0, ln 2].
 */
export function knnJs(distances: NeighbourDistances, k: number): NeighbourEstimate {
  const term = knnJsTerm(k);
  const half = (of: SampleName, other: SampleName) => {
    const own = logBallVolumes(distances, of, of, k);
    const across = logBallVolumes(distances, of, other, k);
    if (across.includes(-Infinity)) return null;
    // k equal samples are an atom, where the other density is 0.
    const terms = own.map((log, i) => (log > -Infinity ? term(log, across[i]) : 0));
    return { mean: mean(terms), squaredError: variance(terms, 0) / terms.length };
  };
  const [ofP, ofQ] = [half('real', 'generated'), half('generated', 'real')];
  if (ofP === null || ofQ === null) return { value: Number.NaN, standardError: Number.NaN };
  return {
    value: Math.LN2 + (ofP.mean + ofQ.mean) / 2,
    standardError: Math.sqrt(ofP.squaredError + ofQ.squaredError) / 2,
  };
}

/** What a sample adds: from the logs of the volumes of the balls that hold k of its own and of the other samples, times their numbers. */
export function knnJsTerm(k: number): (own: number, across: number) => number {
  const logSum = logOfSum(k);
  const logK = digammas(k)[k];
  return (own, across) => logK - own - logSum(own, across);
}

/**
 * The function of the logs of two volumes t and u whose mean is log(p + q): with m the smaller volume,
 * -gamma - log m - integral from 0 to 1 of ((1 - v m / t)^(k-1) (1 - v m / u)^(k-1) - 1) / v, a polynomial.
 */
function logOfSum(k: number): (t: number, u: number) => number {
  const rule = gaussLegendre(k); // exact up to degree 2 k - 1
  const nodes = rule.nodes.map((node) => (node + 1) / 2);
  const weights = rule.weights.map((weight) => weight / 2);
  return (t, u) => {
    const ratio = Math.exp(-Math.abs(t - u));
    let sum = 0;
    for (let i = 0; i < k; i++)
      sum += (weights[i] * (repeatedProduct((1 - nodes[i]) * (1 - ratio * nodes[i]), k - 1) - 1)) / nodes[i];
    return -EULER_GAMMA - Math.min(t, u) - sum;
  };
}
