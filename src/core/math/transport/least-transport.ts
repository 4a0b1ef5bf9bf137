/**
 * Optimal transport between finitely many points of equal mass on each side: an assignment, or a flow where the counts differ. By the
 * network simplex method (Ahuja, Magnanti and Orlin, Network Flows, 1993, chapter 11), in three parts:
 *
 * 1. potentials near the optimum, from a third of the rows and columns (`estimate` below);
 * 2. a feasible flow whose arcs are nearly tight for these potentials (`initial-flow.ts`);
 * 3. pivots until no arc has a negative reduced cost (`basis-tree.ts`).
 *
 * The masses are perturbed by less than half a unit, so that no flow of a basis is 0: every pivot lowers the cost, and there are no
 * cycles. The basis that is optimal for the perturbed masses is optimal for the true ones.
 */
import { basisTree } from './basis-tree.js';
import { initialFlow } from './initial-flow.js';
import type { Potentials, TransportProblem } from './transport-problem.js';

/** A solution, with Kantorovich potentials: rows[i] + columns[j] <= cost[i, j], with equality where mass is moved. */
export interface Transport {
  /** The least mean cost of moving mass 1 spread evenly over the rows onto mass 1 spread evenly over the columns. */
  readonly cost: number;
  readonly rows: Float64Array;
  readonly columns: Float64Array;
}

const MAX_COST = 1e306; // sums of a few costs must not overflow
// Of the largest cost: reduced costs above minus this are rounding. Pivots move potentials by 2e-15 of it after 23,000 of them.
const TOLERANCE = 1e-13;

/** Throws a `RangeError` for a cost that is not finite. */
export function leastTransport(cost: Float64Array, rowCount: number, columnCount: number): Transport {
  const largest = cost.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (!(largest <= MAX_COST)) throw new RangeError(`leastTransport: a cost of size ${largest}`);
  return solve({ cost, rowCount, columnCount }, TOLERANCE * largest);
}

function solve(problem: TransportProblem, tolerance: number): Transport {
  const { cost, rowCount, columnCount } = problem;
  const unit = 2 * (rowCount + 1); // of mass; the perturbations sum to less than half of it
  const divisor = greatestCommonDivisor(rowCount, columnCount);
  const supply = columnCount / divisor;
  const masses = {
    rows: new Float64Array(rowCount).fill(supply * unit + 1),
    columns: new Float64Array(columnCount).fill((rowCount / divisor) * unit),
  };
  masses.columns[columnCount - 1] += rowCount;
  const tree = basisTree(problem, initialFlow(problem, estimate(problem, tolerance), masses));
  improve(problem, tree, tolerance);
  let sum = 0;
  tree.forEachFlow((row, column, flow) => {
    sum += Math.round(flow / unit) * cost[row * columnCount + column];
  });
  return { cost: sum / (rowCount * supply), ...tree.potentials() };
}

/** Pivots row by row: the arc with the most negative reduced cost of a row enters. */
function improve(
  { cost, rowCount, columnCount }: TransportProblem,
  tree: ReturnType<typeof basisTree>,
  tolerance: number,
): void {
  const { potential } = tree;
  for (let row = 0, optimalRows = 0; optimalRows < rowCount; ) {
    const [first, ofRow] = [row * columnCount, potential[row]];
    let least = -tolerance;
    let entering = -1;
    for (let j = 0; j < columnCount; j++) {
      const reduced = cost[first + j] - ofRow - potential[rowCount + j];
      if (reduced < least) {
        least = reduced;
        entering = j;
      }
    }
    if (entering < 0) {
      optimalRows++;
      row = row + 1 === rowCount ? 0 : row + 1;
    } else {
      optimalRows = 0;
      tree.pivot(row, entering, least);
    }
  }
}

const MIN_ESTIMATED = 120; // rows and columns: below, pivots from simple potentials take no time
const SHARE = 3; // one of so many rows and columns is solved first

/**
 * Feasible potentials near the optimum: of the first third of the rows and columns, extended to all. Without them sets that lie far
 * apart take many times as long.
 */
function estimate({ cost, rowCount, columnCount }: TransportProblem, tolerance: number): Potentials {
  const count = Math.floor(Math.min(rowCount, columnCount) / SHARE);
  const some = count * SHARE < MIN_ESTIMATED ? 0 : count;
  const part = new Float64Array(some * some);
  for (let i = 0; i < some; i++) part.set(cost.subarray(i * columnCount, i * columnCount + some), i * some);
  const solved = some > 0 ? solve({ cost: part, rowCount: some, columnCount: some }, tolerance).rows : null;
  const columns = new Float64Array(columnCount).fill(Infinity);
  for (let i = 0; i < (solved?.length ?? rowCount); i++)
    for (let j = 0; j < columnCount; j++)
      columns[j] = Math.min(columns[j], cost[i * columnCount + j] - (solved ? solved[i] : 0));
  const rows = new Float64Array(rowCount).fill(Infinity);
  for (let i = 0; i < rowCount; i++)
    for (let j = 0; j < columnCount; j++) rows[i] = Math.min(rows[i], cost[i * columnCount + j] - columns[j]);
  return { rows, columns };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
