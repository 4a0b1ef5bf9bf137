/** The tail index of a sample. */

/**
 * Hill's estimator of the tail index: where P(X > x) falls like x^-index, 1 / the mean of log(X_(i) / X_(k+1)) over the k
 * largest values X_(1) .. X_(k). Its standard error is index / sqrt(k). Infinity where these are all equal; NaN where
 * X_(k+1) is not above 0, or there are not more than k values. Hill: Annals of Statistics 3, 1975.
 */
export function hillIndex(values: ArrayLike<number>, k: number): number {
  const descending = Float64Array.from(values).sort().reverse();
  const threshold = descending[k] ?? 0;
  if (!(threshold > 0)) return Number.NaN;
  let sum = 0;
  for (let i = 0; i < k; i++) sum += Math.log(descending[i] / threshold);
  return k / sum;
}
