/** Optimal transport on a line: the monotone coupling. */
import { power } from '../special/power.js';

/** Ascending points with masses. Two that are compared have the same total mass. */
export interface WeightedPoints {
  readonly x: Float64Array;
  readonly mass: Float64Array;
}

/** The cost of transporting one onto the other, |x - y|^order per unit of mass. */
export function lineCost(a: WeightedPoints, b: WeightedPoints, order: number): number {
  let cost = 0;
  let i = 0;
  let j = 0;
  let leftA = a.mass[0];
  let leftB = b.mass[0];
  while (i < a.x.length && j < b.x.length) {
    const moved = Math.min(leftA, leftB);
    cost += moved * power(Math.abs(a.x[i] - b.x[j]), order);
    leftA -= moved;
    leftB -= moved;
    if (leftA <= 0) leftA = a.mass[++i];
    if (leftB <= 0) leftB = b.mass[++j];
  }
  return cost;
}

/** The same between two samples, each of equal masses and in any order. */
export function sampleCost(a: Float64Array, b: Float64Array, order: number): number {
  const [x, y] = [Float64Array.from(a).sort(), Float64Array.from(b).sort()];
  if (x.length === y.length)
    return x.reduce((sum, value, i) => sum + power(Math.abs(value - y[i]), order), 0) / x.length;
  // Whole masses, whose differences are exact.
  const [n, m] = [x.length, y.length];
  const whole = (points: Float64Array, mass: number) => ({
    x: points,
    mass: new Float64Array(points.length).fill(mass),
  });
  return lineCost(whole(x, m), whole(y, n), order) / n / m;
}
