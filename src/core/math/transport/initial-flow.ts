/** A feasible flow to start from: greedy, by reduced cost. */
import type { Potentials, TransportProblem } from './transport-problem.js';

/** The arcs of a spanning tree with the flow on each. */
export interface Flow {
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly flows: Float64Array;
}

const MAX_PASSES = 40;
const SAMPLED_ROWS = 50; // for the size of small reduced costs
const SMALL_RANK = 4; // the reduced cost that so many of its row are below
const FIRST_LIMIT = 1 / 1024; // of that size

/**
 * Ships along the arc with the least reduced cost of each row, up to a limit that doubles with every pass. `masses` must be such that
 * no part of the rows has as much as a part of the columns: then each arc exhausts one end, and all arcs form a spanning tree.
 */
export function initialFlow(
  { cost, rowCount, columnCount }: TransportProblem,
  { rows: u, columns: v }: Potentials,
  masses: { readonly rows: Float64Array; readonly columns: Float64Array },
): Flow {
  const [supply, demand] = [masses.rows.slice(), masses.columns.slice()];
  const count = rowCount + columnCount - 1;
  const found = { rows: new Int32Array(count), columns: new Int32Array(count), flows: new Float64Array(count) };
  let arcs = 0;
  let openRows = Int32Array.from(supply.keys());
  const openColumns = Int32Array.from(demand.keys());
  let openColumnCount = columnCount;
  const first = FIRST_LIMIT * smallReducedCost({ cost, rowCount, columnCount }, { rows: u, columns: v });
  for (let pass = 0; openRows.length > 0; pass++) {
    const limit = (pass > 0 && first === 0) || pass >= MAX_PASSES ? Infinity : first * 2 ** pass;
    openRows = openRows.filter((row) => {
      while (supply[row] > 0) {
        let least = limit;
        let at = -1;
        for (let k = 0; k < openColumnCount; k++) {
          const j = openColumns[k];
          const reduced = cost[row * columnCount + j] - u[row] - v[j];
          if (reduced < least || (reduced === least && at < 0)) {
            least = reduced;
            at = k;
          }
        }
        if (at < 0) return true;
        const column = openColumns[at];
        const flow = Math.min(supply[row], demand[column]);
        supply[row] -= flow;
        demand[column] -= flow;
        found.rows[arcs] = row;
        found.columns[arcs] = column;
        found.flows[arcs++] = flow;
        if (demand[column] === 0) openColumns[at] = openColumns[--openColumnCount];
      }
      return false;
    });
  }
  return found;
}

/** The mean over some rows of one of the least reduced costs. */
function smallReducedCost({ cost, rowCount, columnCount }: TransportProblem, { rows, columns }: Potentials): number {
  const step = Math.ceil(rowCount / SAMPLED_ROWS);
  let [sum, count] = [0, 0];
  for (let i = 0; i < rowCount; i += step) {
    const reduced = columns.map((column, j) => cost[i * columnCount + j] - rows[i] - column).sort();
    sum += Math.max(0, reduced[Math.min(columnCount - 1, SMALL_RANK)]);
    count++;
  }
  return sum / count;
}
