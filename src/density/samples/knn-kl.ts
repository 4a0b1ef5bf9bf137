/** Wang, Kulkarni and Verdu's bias-reduced k-nearest-neighbour estimator of a KL divergence between two samples. */
import { digammas, MIN_ATOM_COUNT, type NeighbourDistances, type SampleName } from './knn-distances.js';

export interface NeighbourEstimate {
  /** Nats; perhaps infinite, NaN where samples of G and of the data coincide. */
  readonly value: number;
  /** From the spread of the samples' terms, as if they were independent; NaN where the value is not finite. */
  readonly standardError: number;
}

/**
 * KL(of || from) in nats, equation 29 of doi:10.1109/TIT.2009.2016060. Around each of N samples of the first lies one ball, the
 * larger of the two that reach k neighbours in either sample. With l own neighbours and m of the M others within it, the farthest
 * at r and s: the mean of d log(s / r) + psi(l) - psi(m), plus log(M / (N - 1)). Infinite where the first has an atom; NaN where
 * samples of G and of the data coincide.
 */
export function knnKl(
  distances: NeighbourDistances,
  { of, from }: { readonly of: SampleName; readonly from: SampleName },
  k: number,
): NeighbourEstimate {
  const { dim } = distances;
  const own = distances.kthDistances(of, of, k);
  const across = distances.kthDistances(of, from, k);
  if (distances.kthDistances(of, of, MIN_ATOM_COUNT).includes(0))
    return withoutError(distances.kthDistances(of, from, MIN_ATOM_COUNT).includes(0) ? Number.NaN : Infinity);
  const [n, others] = [own.length, distances.count(from)];
  const digamma = digammas(Math.max(n, others));
  let sum = 0;
  let squares = 0;
  for (let row = 0; row < n; row++) {
    const radius = Math.max(own[row], across[row]);
    const inner = distances.within(of, row, of, radius);
    const outer = distances.within(of, row, from, radius);
    if (outer.farthest === 0) return withoutError(Number.NaN);
    const term = dim * Math.log(outer.farthest / inner.farthest) + digamma[inner.count] - digamma[outer.count];
    sum += term;
    squares += term * term;
  }
  return {
    value: sum / n + Math.log(others / (n - 1)),
    standardError: Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2) / n),
  };
}

const withoutError = (value: number): NeighbourEstimate => ({ value, standardError: Number.NaN });
