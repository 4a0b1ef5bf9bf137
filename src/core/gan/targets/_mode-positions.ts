/** Positions of modes: circles and square grids. */

/** `count` evenly spaced points on a circle, starting at (radius, 0). */
export function circlePoints(count: number, radius: number): number[][] {
  const angles = Array.from({ length: count }, (_, i) => (2 * Math.PI * i) / count);
  return angles.map((angle) => [radius * Math.cos(angle), radius * Math.sin(angle)]);
}

/** side^2 grid points centred at the origin; the second coordinate varies fastest. */
export function squarePoints(side: number, spacing: number): number[][] {
  const ticks = Array.from({ length: side }, (_, i) => spacing * (i - (side - 1) / 2));
  return ticks.flatMap((x) => ticks.map((y) => [x, y]));
}
