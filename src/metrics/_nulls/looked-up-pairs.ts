/** Squared distances of the draws of a null whose samples are rows of one file: computed once for all draws. */
import type { Distribution } from '../../core/gan/targets/_target.js';
import { lookedUpSquares, type SquareTable, squareTable } from '../../core/math/geometry/pair-squares.js';
import { type CloudPairs, KEPT_PAIRS, MIN_KEPT_DIM } from '../_clouds.js';
import type { DrawnSamples } from './null-draws.js';

const MAX_TABLE_ROWS = 2500; // 50 MB

/** For each draw from the target what its snapshot is given; nothing where distances are cheap or the table too large. */
export function lookUpPairs({
  rows,
  dim,
}: Distribution): (draw: DrawnSamples) => ReadonlyMap<string, () => Promise<CloudPairs>> {
  let table: SquareTable | undefined;
  return ({ numbers }) => {
    if (!rows || !numbers || dim < MIN_KEPT_DIM || rows.length / dim > MAX_TABLE_ROWS) return new Map();
    const pairs = async () => {
      table ??= squareTable(rows, dim);
      return {
        generated: lookedUpSquares(table, { a: numbers.generated }),
        real: lookedUpSquares(table, { a: numbers.real }),
        between: lookedUpSquares(table, { a: numbers.generated, b: numbers.real }),
      };
    };
    return new Map([[KEPT_PAIRS, pairs]]);
  };
}
