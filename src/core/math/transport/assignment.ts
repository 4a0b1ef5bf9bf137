/** Optimal transport between equally many points of equal mass: the linear assignment problem. */

/**
 * Least total cost of giving each row a column of its own. cost: row-major n x n. Shortest augmenting paths with
 * potentials (Kuhn, Munkres; Jonker and Volgenant 1987), n^3 steps at worst.
 */
export function leastAssignment(cost: Float64Array, n: number): number {
  // Column n stands for the row that is looking for a place.
  const rowPotential = new Float64Array(n);
  const columnPotential = new Float64Array(n + 1);
  const rowOf = new Int32Array(n + 1).fill(-1);
  const before = new Int32Array(n + 1);
  const slack = new Float64Array(n);
  const isDone = new Uint8Array(n + 1);
  for (let row = 0; row < n; row++) {
    rowOf[n] = row;
    slack.fill(Infinity);
    isDone.fill(0);
    let column = n;
    while (rowOf[column] >= 0) {
      isDone[column] = 1;
      const from = rowOf[column];
      let least = Infinity;
      let next = -1;
      for (let j = 0; j < n; j++) {
        if (isDone[j]) continue;
        const reduced = cost[from * n + j] - rowPotential[from] - columnPotential[j];
        if (reduced < slack[j]) {
          slack[j] = reduced;
          before[j] = column;
        }
        if (slack[j] < least) {
          least = slack[j];
          next = j;
        }
      }
      for (let j = 0; j <= n; j++) {
        if (isDone[j]) {
          rowPotential[rowOf[j]] += least;
          columnPotential[j] -= least;
        } else if (j < n) slack[j] -= least;
      }
      column = next;
    }
    while (column !== n) {
      rowOf[column] = rowOf[before[column]];
      column = before[column];
    }
  }
  let total = 0;
  for (let j = 0; j < n; j++) total += cost[rowOf[j] * n + j];
  return total;
}
