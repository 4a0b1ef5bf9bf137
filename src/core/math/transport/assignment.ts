/** Optimal transport between finitely many points of equal mass on each side: an assignment, or a flow where the counts differ. */

/** A solution, with Kantorovich potentials: rows[i] + columns[j] <= cost[i, j], with equality where mass is moved. */
export interface Transport {
  /** The least mean cost of moving mass 1 spread evenly over the rows onto mass 1 spread evenly over the columns. */
  readonly cost: number;
  readonly rows: Float64Array;
  readonly columns: Float64Array;
}

/**
 * cost: row-major, rows x columns, finite. Successive shortest augmenting paths with potentials (Kuhn, Munkres; Jonker and Volgenant
 * 1987), here with capacities: every row supplies as many units as there are columns over the greatest common divisor, and every
 * column takes as many as there are rows. (rows + columns) rows columns steps at worst, in practice far fewer.
 */
export function leastTransport(cost: Float64Array, rowCount: number, columnCount: number): Transport {
  const divisor = greatestCommonDivisor(rowCount, columnCount);
  const supply = columnCount / divisor;
  const rows = new Float64Array(rowCount);
  const columns = new Float64Array(columnCount);
  const demand = new Int32Array(columnCount).fill(rowCount / divisor);
  /** Units from rows to a column, by the row; most columns have one or two rows. */
  const flows = Array.from({ length: columnCount }, () => new Map<number, number>());
  const distance = new Float64Array(columnCount);
  const rowDistance = new Float64Array(rowCount);
  const rowBefore = new Int32Array(columnCount); // the row from which a column was reached
  const columnBefore = new Int32Array(rowCount); // the column from which a row was reached; -1 for the start
  const isDone = new Uint8Array(columnCount);
  const isReached = new Uint8Array(rowCount);
  reduce(cost, rows, columns);
  for (let start = 0; start < rowCount; start++) {
    for (let left = supply; left > 0; ) {
      distance.fill(Infinity);
      isDone.fill(0);
      isReached.fill(0);
      const reached = [start];
      isReached[start] = 1;
      rowDistance[start] = 0;
      columnBefore[start] = -1;
      const done: number[] = [];
      let end = -1;
      for (let next = 0; end < 0; ) {
        for (; next < reached.length; next++) {
          const row = reached[next];
          for (let j = 0; j < columnCount; j++) {
            if (isDone[j]) continue;
            const length = rowDistance[row] + cost[row * columnCount + j] - rows[row] - columns[j];
            if (length < distance[j]) {
              distance[j] = length;
              rowBefore[j] = row;
            }
          }
        }
        let nearest = -1;
        for (let j = 0; j < columnCount; j++)
          if (!isDone[j] && (nearest < 0 || distance[j] < distance[nearest])) nearest = j;
        isDone[nearest] = 1;
        if (demand[nearest] > 0) {
          end = nearest;
          break;
        }
        done.push(nearest);
        for (const row of flows[nearest].keys()) {
          if (isReached[row]) continue;
          isReached[row] = 1;
          rowDistance[row] = distance[nearest];
          columnBefore[row] = nearest;
          reached.push(row);
        }
      }
      const total = distance[end];
      for (const row of reached) rows[row] += total - rowDistance[row];
      for (const column of done) columns[column] -= total - distance[column];
      let moved = Math.min(left, demand[end]);
      for (let column = end; columnBefore[rowBefore[column]] >= 0; column = columnBefore[rowBefore[column]])
        moved = Math.min(moved, flows[columnBefore[rowBefore[column]]].get(rowBefore[column])!);
      demand[end] -= moved;
      left -= moved;
      for (let column = end; column >= 0; ) {
        const row = rowBefore[column];
        flows[column].set(row, (flows[column].get(row) ?? 0) + moved);
        const before = columnBefore[row];
        if (before >= 0) {
          const kept = flows[before].get(row)! - moved;
          if (kept > 0) flows[before].set(row, kept);
          else flows[before].delete(row);
        }
        column = before;
      }
    }
  }
  let sum = 0;
  for (let j = 0; j < columnCount; j++) for (const [row, units] of flows[j]) sum += units * cost[row * columnCount + j];
  return { cost: sum / (rowCount * supply), rows, columns };
}

/** Feasible potentials to begin with: the least cost of each column, and what is then the least of each row. */
function reduce(cost: Float64Array, rows: Float64Array, columns: Float64Array): void {
  const m = columns.length;
  columns.fill(Infinity);
  for (let i = 0; i < rows.length; i++) for (let j = 0; j < m; j++) columns[j] = Math.min(columns[j], cost[i * m + j]);
  rows.fill(Infinity);
  for (let i = 0; i < rows.length; i++)
    for (let j = 0; j < m; j++) rows[i] = Math.min(rows[i], cost[i * m + j] - columns[j]);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
