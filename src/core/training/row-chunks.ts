/** Rows in calls of a few sizes. */

// Few sizes, so that few programs are compiled; the largest keeps the working set in the cache.
export const LARGEST_CALL_ROWS = 2048;
const ROWS_PER_CALL = [LARGEST_CALL_ROWS, 512, 64];

/** Ranges that cover all rows, each with the number of rows of its call; the last call is padded. */
export function* chunks(rows: number): Generator<{ from: number; to: number; size: number }> {
  let from = 0;
  while (from < rows) {
    const left = rows - from;
    const size = ROWS_PER_CALL.find((candidate) => candidate <= left) ?? (ROWS_PER_CALL.at(-1) as number);
    yield { from, to: Math.min(from + size, rows), size };
    from += size;
  }
}

/** The values, with zeros after them. */
export function padded(values: Float64Array, length: number): Float64Array {
  if (values.length === length) return values;
  const out = new Float64Array(length);
  out.set(values);
  return out;
}
