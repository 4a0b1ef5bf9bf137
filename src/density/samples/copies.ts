/** Samples of G that are rows of the data, exactly or but for rounding. */
import { power } from '../../core/math/special/power.js';
import { plainPercent } from '../../core/text/plain-numbers.js';
import type { NeighbourDistances } from './knn-distances.js';

const MAX_COPY_DISTANCE = 0.01; // from a row of the data, over the distance to the nearest other sample of G
const MAX_DEVIATIONS = 6; // standard deviations above the number expected of independent samples

/**
 * The share of G's samples much nearer to a row of the data than to any other sample of G, or null where independent samples of one
 * density could have as many. Of n and m samples of one density in d dimensions, a sample's nearest row is nearer than c times its
 * nearest other sample with probability m c^d / (m c^d + n), c = MAX_COPY_DISTANCE.
 */
export function copiedShare(distances: NeighbourDistances): number | null {
  const [n, m] = [distances.count('generated'), distances.count('real')];
  const own = distances.kthDistances('generated', 'generated', 1);
  const toData = distances.kthDistances('generated', 'real', 1);
  const copies = own.reduce((count, distance, row) => count + (toData[row] < MAX_COPY_DISTANCE * distance ? 1 : 0), 0);
  const volume = m * power(MAX_COPY_DISTANCE, distances.dim);
  const probability = volume / (volume + n);
  const expected = n * probability;
  const maxChance = expected + MAX_DEVIATIONS * Math.sqrt(expected * (1 - probability)) + MAX_DEVIATIONS;
  return copies > maxChance ? copies / n : null;
}

/** Why there is no estimate, of the share of copies. */
export function copiesReason(share: number): string {
  return `${plainPercent(share)} of G's samples are copies of rows of the data, at most rounded: G has memorised them, and neighbours say nothing of a density`;
}
