/** Lists of any length: `Math.max(...values)` and `list.push(...items)` fail from some 120,000 items on, which are arguments on the stack. */

/** The largest value; -Infinity for none, NaN if one is NaN. */
export function maximum(values: ArrayLike<number>): number {
  let result = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) result = Math.max(result, values[i]);
  return result;
}

/** The smallest value; Infinity for none, NaN if one is NaN. */
export function minimum(values: ArrayLike<number>): number {
  let result = Number.POSITIVE_INFINITY;
  for (let i = 0; i < values.length; i++) result = Math.min(result, values[i]);
  return result;
}

/** Adds the items to the end of the list. */
export function append<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}
