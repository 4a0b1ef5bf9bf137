/** Optimal transport on a line: the monotone coupling. */

/** Points, ascending, with masses that sum to the same on both sides. */
export interface Weighted {
  readonly x: Float64Array;
  readonly mass: Float64Array;
}

/** The cost of moving one onto the other, at |x - y|^order a unit of mass. */
export function lineCost(a: Weighted, b: Weighted, order: number): number {
  let cost = 0;
  let i = 0;
  let j = 0;
  let leftA = a.mass[0];
  let leftB = b.mass[0];
  while (i < a.x.length && j < b.x.length) {
    const moved = Math.min(leftA, leftB);
    cost += moved * Math.abs(a.x[i] - b.x[j]) ** order;
    leftA -= moved;
    leftB -= moved;
    if (leftA <= 0) leftA = a.mass[++i];
    if (leftB <= 0) leftB = b.mass[++j];
  }
  return cost;
}

/** The same for equally many points of equal mass. */
export function sortedCost(a: Float64Array, b: Float64Array, order: number): number {
  const [x, y] = [Float64Array.from(a).sort(), Float64Array.from(b).sort()];
  return x.reduce((sum, value, i) => sum + Math.abs(value - y[i]) ** order, 0) / x.length;
}
