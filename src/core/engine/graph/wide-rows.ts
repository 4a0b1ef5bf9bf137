/**
 * Adding a bias, [runs, 1, columns], to many short rows. ONNX Runtime works row by row, and short rows cost more to start than to
 * compute. Reshaped to fewer and longer rows, with the bias repeated, the same sums take half the time.
 */
import { type GraphValue, sameShape } from './value.js';

const MAX_ROW_ELEMENTS = 1024; // longer rows gain nothing
const MIN_ROWS = 512; // of all runs: below, the extra nodes cost as much as they save

/** The reshaping of two operands, one of which is a row for each run; undefined where it does not help. */
export function widened(
  inputs: readonly GraphValue[],
  shape: readonly number[],
): { readonly row: GraphValue; readonly times: number; readonly shape: readonly [number, number, number] } | undefined {
  if (inputs.length !== 2 || shape.length !== 3) return undefined;
  const [runs, rows, columns] = shape;
  const row = inputs.find((input) => sameShape(input.shape, [runs, 1, columns]));
  const whole = inputs.find((input) => sameShape(input.shape, shape));
  if (!row || !whole || row === whole || columns === 1 || runs * rows < MIN_ROWS) return undefined;
  let times = Math.min(rows, Math.floor(MAX_ROW_ELEMENTS / columns));
  while (times > 1 && rows % times !== 0) times -= 1;
  return times > 1 ? { row, times, shape: [runs, rows / times, columns * times] } : undefined;
}
