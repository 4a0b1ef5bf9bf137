/**
 * Holm's step-down correction: p-values adjusted for multiple tests, in the order given. Rejecting those at most
 * alpha keeps the probability of any false rejection at most alpha, under any dependence. Holm 1979, Scand. J. Statistics 6.
 */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((_, i) => i).sort((i, k) => ps[i] - ps[k]);
  const adjusted = new Array<number>(ps.length);
  let least = 0;
  order.forEach((i, position) => {
    least = Math.max(least, Math.min(1, (ps.length - position) * ps[i]));
    adjusted[i] = least;
  });
  return adjusted;
}
