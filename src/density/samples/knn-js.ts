/** A k-nearest-neighbour estimator of the Jensen-Shannon divergence between two samples. */
import { power } from '../../core/math/special/power.js';
import { gaussLegendre } from '../../core/math/special/special.js';
import { digammas, EULER_GAMMA, logBallVolumes, type NeighbourDistances, type SampleName } from './knn-distances.js';

/**
 * JS = ln 2 + E_p[log p - log(p + q)] / 2 + E_q[log q - log(p + q)] / 2, in nats. With t the volume of the ball that holds k
 * samples, n p t is Gamma distributed; for any function of p and q there is a function of the two volumes with that mean (the
 * inverse Laplace transform). The neighbours' noise therefore leaves no bias. What remains is that densities are not constant
 * within a ball. Not clamped to [0, ln 2]. NaN where samples of G and of the data coincide.
 */
export function knnJs(distances: NeighbourDistances, k: number): number {
  const logSum = logOfSum(k);
  const logK = digammas(k)[k];
  const half = (of: SampleName, other: SampleName) => {
    const own = logBallVolumes(distances, of, of, k);
    const across = logBallVolumes(distances, of, other, k);
    let sum = 0;
    for (let i = 0; i < own.length; i++) {
      if (across[i] === -Infinity) return Number.NaN;
      // k equal samples are an atom, where the other density is 0.
      if (own[i] > -Infinity) sum += logK - own[i] - logSum(own[i], across[i]);
    }
    return sum / own.length / 2;
  };
  return Math.LN2 + half('real', 'generated') + half('generated', 'real');
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
      sum += (weights[i] * (power((1 - nodes[i]) * (1 - ratio * nodes[i]), k - 1) - 1)) / nodes[i];
    return -EULER_GAMMA - Math.min(t, u) - sum;
  };
}
