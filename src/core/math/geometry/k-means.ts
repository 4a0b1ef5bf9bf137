/** Lloyd's k-means, started by k-means++: cells that hold about equally much of a cloud. */

import type { Stream } from '../random/random.js';
import { squaredDistance } from './distances.js';

const MOST_TURNS = 25;

/** Centres, rows of `dim`; at most `count`, fewer where the points are fewer or equal. */
export function kMeans(points: Float64Array, dim: number, count: number, random: Stream): Float64Array {
  let centres = start(points, dim, count, random);
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const next = means(points, dim, centres);
    if (next.every((value, i) => value === centres[i])) break;
    centres = next;
  }
  return centres;
}

/** The nearest centre of each point. */
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

/** Each next centre is a point chosen with a probability proportional to its squared distance from the last ones. */
function start(points: Float64Array, dim: number, count: number, random: Stream): Float64Array {
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

/** The means of the points that are nearest to each centre; a centre that has none stays where it is. */
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
