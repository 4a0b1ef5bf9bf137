/** Samples of G that are rows of the data, exactly or but for rounding. */
import type { NeighbourDistances } from './knn-distances.js';

const NEAR = 0.01; // of the distance to the nearest other sample of G
const DEVIATIONS = 6; // of the number that independent samples would have

/**
 * The share of G's samples much nearer to a row of the data than to any other sample of G, or null where independent samples of one
 * density could have as many. Of n and m samples of one density in d dimensions, a sample's nearest row is nearer than NEAR times its
 * nearest fellow with probability m NEAR^d / (m NEAR^d + n).
 */
export function copiedShare(distances: NeighbourDistances): number | null {
  const [n, m] = [distances.count('generated'), distances.count('real')];
  const own = distances.kthDistances('generated', 'generated', 1);
  const toData = distances.kthDistances('generated', 'real', 1);
  const near = own.reduce((count, distance, row) => count + (toData[row] < NEAR * distance ? 1 : 0), 0);
  const volume = m * NEAR ** distances.dim;
  const probability = volume / (volume + n);
  const expected = n * probability;
  const most = expected + DEVIATIONS * Math.sqrt(expected * (1 - probability)) + DEVIATIONS;
  return near > most ? near / n : null;
}
