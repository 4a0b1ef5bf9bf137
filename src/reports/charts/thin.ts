/** Curves thinned for drawing: what the eye would see, extremes above all, stays. */

export const MOST_POINTS = 500; // a trace; beyond it a report grows and shows no more

/**
 * Indices of at most `most` points: the first, the last, and of each stretch between them the lowest and the highest.
 * NaN (an absent reading) is kept where a whole stretch is absent.
 */
export function thin(y: ArrayLike<number>, most = MOST_POINTS): number[] {
  if (y.length <= most) return Array.from({ length: y.length }, (_, i) => i);
  const stretches = Math.floor((most - 2) / 2);
  const inner = y.length - 2;
  const kept = new Set([0, y.length - 1]);
  for (let s = 0; s < stretches; s++) {
    const from = 1 + Math.floor((s * inner) / stretches);
    const to = 1 + Math.floor(((s + 1) * inner) / stretches);
    let [lowest, highest] = [from, from];
    for (let i = from; i < to; i++) {
      if (y[i] < y[lowest] || Number.isNaN(y[lowest])) lowest = i;
      if (y[i] > y[highest] || Number.isNaN(y[highest])) highest = i;
    }
    kept.add(lowest).add(highest);
  }
  return [...kept].sort((a, b) => a - b);
}

/** At most `most` of `count` things, evenly spread, the first and the last among them. */
export function spread(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / (most - 1)));
}
