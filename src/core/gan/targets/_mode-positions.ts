/** Where papers put their modes. */

/** `count` places evenly spaced on a circle, from (radius, 0) on. */
export function circlePoints(count: number, radius: number): number[][] {
  const angles = Array.from({ length: count }, (_, i) => (2 * Math.PI * i) / count);
  return angles.map((angle) => [radius * Math.cos(angle), radius * Math.sin(angle)]);
}

/** side^2 places around the origin; the second coordinate runs fastest. */
export function squarePoints(side: number, spacing: number): number[][] {
  const ticks = Array.from({ length: side }, (_, i) => spacing * (i - (side - 1) / 2));
  return ticks.flatMap((x) => ticks.map((y) => [x, y]));
}
