/** Whether samples of one cloud lie in the balls that the other's nearest neighbours span. */
import { count } from '../../core/gan/options.js';
import { squaredDistance } from '../../core/math/geometry/distances.js';
import { kdTree } from '../../core/math/geometry/kd-tree.js';
import type { Clouds } from '../_clouds.js';

export const MOST = 5000; // samples of each: 25 million distances

export const ballsOptions = { k: count({ description: 'which nearest neighbour is the radius', default: 5 }) };

export const BALLS_NOTE =
  'Strictly inside, as published. A sample equal to a ball’s centre counts even where the ball has radius 0, as it has for ' +
  'k + 1 equal points: there the published rule gives 0 to a perfect copy.';

export interface Inside {
  /** For each sample, how many balls of the other cloud it lies in; and for each ball, how many samples lie in it. */
  readonly ballsOf: Int32Array;
  readonly samplesIn: Int32Array;
}

/** Balls about each of `centres`, out to its k-th neighbour among them; `samples` strictly inside, as published. */
export function inside(
  { centres, samples }: { readonly centres: Float64Array; readonly samples: Float64Array },
  k: number,
  dim: number,
): Inside {
  const radii = squaredRadii(centres, k, dim);
  const ballsOf = new Int32Array(samples.length / dim);
  const samplesIn = new Int32Array(radii.length);
  for (let ball = 0; ball < radii.length; ball++) {
    for (let sample = 0; sample < ballsOf.length; sample++) {
      const d = squaredDistance(centres, ball, samples, sample, dim);
      // A ball of radius 0 (k + 1 equal points) has no inside: a sample equal to its centre counts nonetheless.
      if (!(d < radii[ball] || d === 0)) continue;
      ballsOf[sample]++;
      samplesIn[ball]++;
    }
  }
  return { ballsOf, samplesIn };
}

function squaredRadii(points: Float64Array, k: number, dim: number): Float64Array {
  const tree = kdTree(points, dim);
  const nearest = new Float64Array(k + 1);
  return Float64Array.from({ length: points.length / dim }, (_, row) => {
    tree.nearest(points, row, nearest);
    return nearest[k] ** 2;
  });
}

export const generatedInRealBalls = ({ generated, real, dim }: Clouds, k: number) =>
  inside({ centres: real, samples: generated }, k, dim);

export const realInGeneratedBalls = ({ generated, real, dim }: Clouds, k: number) =>
  inside({ centres: generated, samples: real }, k, dim);

export function shareOf(counts: Int32Array): number {
  return counts.reduce((sum, count) => (count > 0 ? sum + 1 : sum), 0) / counts.length;
}
