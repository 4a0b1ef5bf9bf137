/**
 * Adding a bias, [runs, 1, columns], to rows: ONNX Runtime goes row by row, and short rows cost more to begin than to
 * compute. Seen as fewer and longer rows, with the bias repeated, the same sums take half the time.
 */
import { sameShape, type Value } from './value.js';

const LONG = 1024; // elements: longer rows gain nothing
const FEW = 512; // rows in all: below, the extra nodes cost as much as they save

/** How to see two operands, one of which is a row for each run; undefined where that does not help. */
export function widened(
  inputs: readonly Value[],
  shape: readonly number[],
): { readonly row: Value; readonly times: number; readonly shape: readonly [number, number, number] } | undefined {
  if (inputs.length !== 2 || shape.length !== 3) return undefined;
  const [runs, rows, columns] = shape;
  const row = inputs.find((input) => sameShape(input.shape, [runs, 1, columns]));
  const whole = inputs.find((input) => sameShape(input.shape, shape));
  if (!row || !whole || row === whole || columns === 1 || runs * rows < FEW) return undefined;
  let times = Math.min(rows, Math.floor(LONG / columns));
  while (times > 1 && rows % times !== 0) times -= 1;
  return times > 1 ? { row, times, shape: [runs, rows / times, columns * times] } : undefined;
}
