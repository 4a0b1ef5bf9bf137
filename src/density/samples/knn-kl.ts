/** A Kullback-Leibler divergence of two clouds: Wang, Kulkarni and Verdu's bias-reduced k-nearest-neighbour estimator. */
import { digammas, MIN_ATOM_COUNT, type NeighbourDistances, type SampleName } from './knn-distances.js';

/**
 * KL(of || from), equation 29 of doi:10.1109/TIT.2009.2016060: around each sample one ball for both sides, the larger of the
 * two that reach k neighbours; l own samples and m others within it, the farthest of each at r and s:
 * mean of d log(s / r) + digamma(l) - digamma(m), + log(M / (N - 1)). Infinite where samples are an atom; NaN where data and
 * G's samples coincide.
 */
export function knnKl(
  balls: NeighbourDistances,
  { of, from }: { readonly of: SampleName; readonly from: SampleName },
  k: number,
): number {
  const { dim } = balls;
  const own = balls.kthDistances(of, of, k);
  const across = balls.kthDistances(of, from, k);
  if (balls.kthDistances(of, of, MIN_ATOM_COUNT).includes(0))
    return balls.kthDistances(of, from, MIN_ATOM_COUNT).includes(0) ? Number.NaN : Infinity;
  const [n, others] = [own.length, balls.count(from)];
  const digamma = digammas(Math.max(n, others));
  let sum = 0;
  for (let row = 0; row < n; row++) {
    const radius = Math.max(own[row], across[row]);
    const inner = balls.within(of, row, of, radius);
    const outer = balls.within(of, row, from, radius);
    if (outer.farthest === 0) return Number.NaN;
    sum += dim * Math.log(outer.farthest / inner.farthest) + digamma[inner.count] - digamma[outer.count];
  }
  return sum / n + Math.log(others / (n - 1));
}
