/** Curves thinned for drawing, with their extremes kept. */

const MAX_POINTS_PER_CURVE = 500; // more would enlarge the page and show nothing new

/**
 * Indices of at most `most` points: the first, the last, and of each segment between them the lowest and the highest.
 * NaN (an absent value) is kept where a whole segment is absent.
 */
export function thinCurve(y: ArrayLike<number>, most = MAX_POINTS_PER_CURVE): number[] {
  if (y.length <= most) return Array.from({ length: y.length }, (_, i) => i);
  const segments = Math.floor((most - 2) / 2);
  const inner = y.length - 2;
  const kept = new Set([0, y.length - 1]);
  for (let s = 0; s < segments; s++) {
    const from = 1 + Math.floor((s * inner) / segments);
    const to = 1 + Math.floor(((s + 1) * inner) / segments);
    let [lowest, highest] = [from, from];
    for (let i = from; i < to; i++) {
      if (y[i] < y[lowest] || Number.isNaN(y[lowest])) lowest = i;
      if (y[i] > y[highest] || Number.isNaN(y[highest])) highest = i;
    }
    kept.add(lowest).add(highest);
  }
  return [...kept].sort((a, b) => a - b);
}

/** Indices of at most `most` of `count` items, evenly spaced, including the first and the last. */
export function evenIndices(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / (most - 1)));
}
