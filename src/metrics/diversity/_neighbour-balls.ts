/**
 * Counts samples of one side in the k-nearest-neighbour balls of the other: precision, recall, density and coverage.
 */
import { MAX_BINS } from '../../core/gan/bounds.js';
import { count } from '../../core/gan/options.js';
import { squaredDistance } from '../../core/math/geometry/distances.js';
import { kdTree } from '../../core/math/geometry/kd-tree.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import type { SampleName } from '../../density/samples/knn-distances.js';
import type { MetricValue } from '../../records/metric-value.js';
import { type Clouds, countsText, valueOfClouds } from '../_clouds.js';

/** Of each side: 25 million distances. */
export const MAX_BALL_SAMPLES = 5000;

export const ballsOptions = {
  k: count({
    description: 'a ball’s radius is the distance to the k-th nearest neighbour',
    default: 5,
    atMost: MAX_BINS,
  }),
};

export const BALLS_NOTE =
  'A sample counts strictly inside a ball, as published; squared distances are compared. A ball of radius 0, which k ' +
  '+ 1 equal points have, contains the samples that equal its centre: by the published rule it is empty, and a ' +
  'perfect copy scores 0.';

interface BallCounts {
  /** For each sample, the number of balls that contain it. */
  readonly ballsOf: Int32Array;
  /** For each ball, the number of samples in it. */
  readonly samplesIn: Int32Array;
  /** For each ball, the number of centres in it, itself among them: k, fewer where neighbours are tied, more in a ball of radius 0. */
  readonly centresIn: Int32Array;
}

/**
 * Balls around each of `centres`, as wide as the distance to its k-th nearest neighbour among them, against `samples`.
 */
function ballCounts(
  { centres, samples }: { readonly centres: Float64Array; readonly samples: Float64Array },
  k: number,
  dim: number,
): BallCounts {
  const { radii, centresIn } = ballsAround(centres, k, dim);
  const ballsOf = new Int32Array(samples.length / dim);
  const samplesIn = new Int32Array(radii.length);
  for (let ball = 0; ball < radii.length; ball++) {
    for (let sample = 0; sample < ballsOf.length; sample++) {
      const squared = squaredDistance(centres, ball, samples, sample, dim);
      if (!(squared < radii[ball] || squared === 0)) continue;
      ballsOf[sample]++;
      samplesIn[ball]++;
    }
  }
  return { ballsOf, samplesIn, centresIn };
}

/** The squared radii, as computed, and how many of the points each ball contains. */
function ballsAround(points: Float64Array, k: number, dim: number) {
  const tree = kdTree(points, dim);
  const nearest = new Float64Array(k + 1);
  const radii = new Float64Array(points.length / dim);
  const centresIn = new Int32Array(radii.length);
  for (let row = 0; row < radii.length; row++) {
    tree.nearestSquared(points, row, nearest);
    radii[row] = nearest[k];
    const isInside = (squared: number) => squared < radii[row];
    centresIn[row] = radii[row] === 0 ? tree.within(points, row, 0).count : nearest.filter(isInside).length;
  }
  return { radii, centresIn };
}

/** Computed once a snapshot: precision, density and coverage count the same. */
export const generatedInRealBalls = (snapshot: Snapshot, { generated, real, dim }: Clouds, k: number) =>
  snapshot.share(`balls/generated in real/${k}`, async () => ballCounts({ centres: real, samples: generated }, k, dim));

export const realInGeneratedBalls = ({ generated, real, dim }: Clouds, k: number) =>
  ballCounts({ centres: generated, samples: real }, k, dim);

/** Share of the counts that are above 0. */
export function sharePositive(counts: Int32Array): number {
  return counts.reduce((sum, count) => (count > 0 ? sum + 1 : sum), 0) / counts.length;
}

/** A metric value from the ball counts of at most MAX_BALL_SAMPLES samples a side; absent with fewer than k + 1 centres. */
export function valueOfBalls(
  snapshot: Snapshot,
  { centres, k }: { readonly centres: SampleName; readonly k: number },
  of: (clouds: Clouds) => number | Promise<number>,
): Promise<MetricValue> {
  const atLeast = { generated: 1, real: 1, [centres]: k + 1 };
  return valueOfClouds(snapshot, { atLeast, atMost: MAX_BALL_SAMPLES }, of);
}

export async function ballsEstimator(snapshot: Snapshot, { k }: { readonly k: number }): Promise<string> {
  return `${countsText(snapshot, MAX_BALL_SAMPLES)}, k = ${k}`;
}
