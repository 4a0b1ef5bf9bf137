/** Lloyd's k-means with k-means++ initialisation. Arthur and Vassilvitskii, SODA 2007. */

import type { Stream } from '../random/random.js';
import { squaredDistance } from './distances.js';

const MAX_ITERATIONS = 25; // Lloyd's iterations hardly move the centres afterwards

/** The centres, rows of `dim`: `count`, or fewer where there are fewer different points. */
export function kMeans(points: Float64Array, dim: number, count: number, random: Stream): Float64Array {
  let centres = initialCentres(points, dim, count, random);
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const next = means(points, dim, centres);
    if (next.every((value, i) => value === centres[i])) break;
    centres = next;
  }
  return centres;
}

/** Index of the nearest centre of each point. */
export function nearestCentres(points: Float64Array, dim: number, centres: Float64Array): Int32Array {
  return Int32Array.from({ length: points.length / dim }, (_, row) => {
    let nearest = 0;
    let least = Infinity;
    for (let k = 0; k < centres.length / dim; k++) {
      const d = squaredDistance(points, row, centres, k, dim);
      if (d < least) {
        least = d;
        nearest = k;
      }
    }
    return nearest;
  });
}

/** k-means++: each next centre is a point, with a probability proportional to its squared distance from the nearest centre. */
function initialCentres(points: Float64Array, dim: number, count: number, random: Stream): Float64Array {
  const rows = points.length / dim;
  const chosen = [random.integer(rows)];
  const least = new Float64Array(rows).fill(Infinity);
  while (chosen.length < Math.min(count, rows)) {
    let total = 0;
    for (let row = 0; row < rows; row++) {
      least[row] = Math.min(least[row], squaredDistance(points, row, points, chosen[chosen.length - 1], dim));
      total += least[row];
    }
    if (total === 0) break;
    let left = random.uniform() * total;
    let row = 0;
    while (row < rows - 1 && left >= least[row]) left -= least[row++];
    chosen.push(row);
  }
  return Float64Array.from(chosen.flatMap((row) => [...points.subarray(row * dim, (row + 1) * dim)]));
}

/** The mean of the points nearest to each centre; a centre without points stays where it is. */
function means(points: Float64Array, dim: number, centres: Float64Array): Float64Array {
  const sums = new Float64Array(centres.length);
  const counts = new Int32Array(centres.length / dim);
  nearestCentres(points, dim, centres).forEach((k, row) => {
    counts[k]++;
    for (let i = 0; i < dim; i++) sums[k * dim + i] += points[row * dim + i];
  });
  return sums.map((sum, i) => {
    const count = counts[Math.floor(i / dim)];
    return count > 0 ? sum / count : centres[i];
  });
}
