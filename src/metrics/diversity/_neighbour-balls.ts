/**
 * Counts samples of one side in the k-nearest-neighbour balls of the other: precision, recall, density and coverage.
 */
import { MAX_BINS } from '../../core/gan/bounds.js';
import { count } from '../../core/gan/options.js';
import type { PairSquares } from '../../core/math/geometry/pair-squares.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import type { SampleName } from '../../density/samples/knn-distances.js';
import type { MetricValue } from '../../records/metric-value.js';
import { type Clouds, countsText, nearestSquares, valueOfClouds } from '../_clouds.js';

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

/** Computed once a snapshot: precision, density and coverage count the same. */
export const generatedInRealBalls = (snapshot: Snapshot, { real, pairs, dim }: Clouds, k: number) =>
  snapshot.share(`balls/generated in real/${k}`, async (): Promise<BallCounts> => {
    const { radii, centresIn } = ballsAround(real, pairs.real, { k, dim });
    const ballsOf = new Int32Array(pairs.between.rows);
    const samplesIn = new Int32Array(radii.length);
    for (let sample = 0; sample < ballsOf.length; sample++) {
      const squares = pairs.between.ofRow(sample);
      for (let ball = 0; ball < radii.length; ball++) {
        const squared = squares[ball];
        if (!(squared < radii[ball] || squared === 0)) continue;
        ballsOf[sample]++;
        samplesIn[ball]++;
      }
    }
    return { ballsOf, samplesIn, centresIn };
  });

export function realInGeneratedBalls({ generated, pairs, dim }: Clouds, k: number): BallCounts {
  const { radii, centresIn } = ballsAround(generated, pairs.generated, { k, dim });
  const ballsOf = new Int32Array(pairs.between.columns);
  const samplesIn = new Int32Array(radii.length);
  for (let ball = 0; ball < radii.length; ball++) {
    const squares = pairs.between.ofRow(ball);
    const radius = radii[ball];
    for (let sample = 0; sample < ballsOf.length; sample++) {
      const squared = squares[sample];
      if (!(squared < radius || squared === 0)) continue;
      ballsOf[sample]++;
      samplesIn[ball]++;
    }
  }
  return { ballsOf, samplesIn, centresIn };
}

/**
 * Balls around each of the points, as wide as the distance to its k-th nearest neighbour among them: the squared radii, as computed, and
 * how many of the points each ball contains.
 */
function ballsAround(
  points: Float64Array,
  pairs: PairSquares,
  { k, dim }: { readonly k: number; readonly dim: number },
) {
  const squaresOf = nearestSquares(points, pairs, { count: k + 1, dim });
  const radii = new Float64Array(pairs.rows);
  const centresIn = new Int32Array(pairs.rows);
  for (let row = 0; row < pairs.rows; row++) {
    const nearest = squaresOf(row);
    radii[row] = nearest[k];
    const isInside = radii[row] === 0 ? (squared: number) => squared === 0 : (squared: number) => squared < radii[row];
    centresIn[row] = (radii[row] === 0 ? pairs.ofRow(row) : nearest).filter(isInside).length;
  }
  return { radii, centresIn };
}

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
