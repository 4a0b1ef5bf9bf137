/** The Jensen-Shannon divergence of two clouds by k nearest neighbours, its bias taken off. */
import { gaussLegendre } from '../../core/math/special/special.js';
import { digammas, EULER_GAMMA, logBallVolumes, type NeighbourDistances, type SampleName } from './knn-distances.js';

/**
 * ln 2 + E_p[log p - log(p + q)] / 2 + E_q[log q - log(p + q)] / 2. A density is k over the volume t that holds k samples,
 * and n p t is Gamma distributed: of any function of p and q there is one of the two volumes with that function as its mean
 * (the inverse Laplace transform). So the noise of the neighbours leaves no bias; what is left is that densities are not
 * constant within a ball. Not confined to its range. NaN where data and G's samples coincide.
 */
export function knnJs(balls: NeighbourDistances, k: number): number {
  const logSum = logOfSum(k);
  const logK = digammas(k)[k];
  const half = (of: SampleName, other: SampleName) => {
    const own = logBallVolumes(balls, of, of, k);
    const across = logBallVolumes(balls, of, other, k);
    let sum = 0;
    for (let i = 0; i < own.length; i++) {
      if (across[i] === -Infinity) return Number.NaN;
      // k equal samples are an atom: there the other side has nothing.
      if (own[i] > -Infinity) sum += logK - own[i] - logSum(own[i], across[i]);
    }
    return sum / own.length / 2;
  };
  return Math.LN2 + half('real', 'generated') + half('generated', 'real');
}

/**
 * Of the logs of two volumes t and u, what has the mean log(p + q): with m the smaller,
 * -Euler - log m - integral from 0 to 1 of ((1 - v m / t)^(k-1) (1 - v m / u)^(k-1) - 1) / v, a polynomial.
 */
function logOfSum(k: number): (t: number, u: number) => number {
  const rule = gaussLegendre(k); // exact up to degree 2 k - 1
  const nodes = rule.nodes.map((node) => (node + 1) / 2);
  const weights = rule.weights.map((weight) => weight / 2);
  return (t, u) => {
    const ratio = Math.exp(-Math.abs(t - u));
    let sum = 0;
    for (let i = 0; i < k; i++)
      sum += (weights[i] * (((1 - nodes[i]) * (1 - ratio * nodes[i])) ** (k - 1) - 1)) / nodes[i];
    return -EULER_GAMMA - Math.min(t, u) - sum;
  };
}
