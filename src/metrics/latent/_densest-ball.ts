/** The mass of the densest ball of a set of samples. */
import { squaredDistance } from '../../core/math/geometry/distances.js';

/** Of each side: 25 million distances. */
export const MAX_BALL_CENTRES = 5000;

interface Ball {
  readonly dim: number;
  readonly squaredRadius: number;
}

/**
 * The mass of the densest ball, free of the bias of a maximum: its centre is the densest point of one half, its mass the other half's
 * share. Mean of both ways.
 */
export function halvesMass(points: Float64Array, ball: Ball): number {
  const half = ball.dim * Math.floor(points.length / ball.dim / 2);
  const [a, b] = [points.subarray(0, half), points.subarray(half)];
  return (heldOutMass(a, b, ball) + heldOutMass(b, a, ball)) / 2;
}

/** The share of `heldOut` within the ball around the row of `points` that has the most rows around it. */
export function heldOutMass(points: Float64Array, heldOut: Float64Array, { dim, squaredRadius }: Ball): number {
  const centre = densestOf(points, { dim, squaredRadius });
  const rows = heldOut.length / dim;
  let within = 0;
  for (let i = 0; i < rows; i++) if (squaredDistance(points, centre, heldOut, i, dim) < squaredRadius) within++;
  return within / rows;
}

/** The row with the most points within `squaredRadius`. */
function densestOf(points: Float64Array, { dim, squaredRadius }: Ball): number {
  const rows = points.length / dim;
  const counts = new Int32Array(rows).fill(1);
  for (let i = 0; i < rows; i++)
    for (let j = i + 1; j < rows; j++)
      if (squaredDistance(points, i, points, j, dim) < squaredRadius) {
        counts[i]++;
        counts[j]++;
      }
  return counts.reduce((best, count, i) => (count > counts[best] ? i : best), 0);
}
