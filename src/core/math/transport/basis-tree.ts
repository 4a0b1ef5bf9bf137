/** The basis of the network simplex method: a spanning tree of rows and columns with the flow on each of its arcs. */
import type { Flow } from './initial-flow.js';
import type { Potentials, TransportProblem } from './transport-problem.js';

const NONE = -1;
const ROOT = 0;

/** Nodes are the rows, then the columns. `flow` must be positive on the arcs of a spanning tree. */
export function basisTree({ cost, rowCount, columnCount }: TransportProblem, flow: Flow) {
  const count = rowCount + columnCount;
  const integers = () => new Int32Array(count).fill(NONE);
  const parent = integers();
  const depth = new Int32Array(count);
  const flowToParent = new Float64Array(count);
  const potential = new Float64Array(count);
  // Children as doubly linked lists: a pivot moves whole branches.
  const [firstChild, next, previous] = [integers(), integers(), integers()];
  const stack = new Int32Array(count);
  const isRow = (node: number) => node < rowCount;
  const costBetween = (a: number, b: number) =>
    isRow(a) ? cost[a * columnCount + b - rowCount] : cost[b * columnCount + a - rowCount];

  function attach(node: number, to: number): void {
    parent[node] = to;
    previous[node] = NONE;
    next[node] = firstChild[to];
    if (next[node] !== NONE) previous[next[node]] = node;
    firstChild[to] = node;
  }

  function detach(node: number): void {
    if (previous[node] === NONE) firstChild[parent[node]] = next[node];
    else next[previous[node]] = next[node];
    if (next[node] !== NONE) previous[next[node]] = previous[node];
  }

  /** Calls `visit` for the node and all below it, parents before children. */
  function forBranch(node: number, visit: (node: number) => void): void {
    let top = 0;
    stack[top++] = node;
    while (top > 0) {
      const at = stack[--top];
      visit(at);
      for (let child = firstChild[at]; child !== NONE; child = next[child]) stack[top++] = child;
    }
  }

  for (const { node, to, flow: onArc } of outwards(flow, rowCount, count)) {
    attach(node, to);
    depth[node] = depth[to] + 1;
    flowToParent[node] = onArc;
  }
  // Every arc of the tree is tight.
  forBranch(ROOT, (node) => {
    if (node !== ROOT) potential[node] = costBetween(node, parent[node]) - potential[parent[node]];
  });

  return {
    /** By node; current after each pivot. */
    potential,
    potentials: (): Potentials => ({ rows: potential.slice(0, rowCount), columns: potential.slice(rowCount) }),
    forEachFlow(visit: (row: number, column: number, flow: number) => void): void {
      for (let node = 0; node < count; node++) {
        if (node === ROOT) continue;
        const [row, column] = isRow(node) ? [node, parent[node]] : [parent[node], node];
        visit(row, column - rowCount, flowToParent[node]);
      }
    },
    /** The arc enters the basis with as much flow as its cycle can carry; the arc that is exhausted leaves. */
    pivot(row: number, column: number, reducedCost: number): void {
      const other = rowCount + column;
      // Along the cycle the flow falls on the arcs from rows upwards on the row's side, from columns upwards on the column's.
      let [a, b, moved, leaving, isOnRowSide] = [row, other, Infinity, NONE, true];
      while (a !== b) {
        if (depth[a] >= depth[b]) {
          if (isRow(a) && flowToParent[a] < moved) [moved, leaving, isOnRowSide] = [flowToParent[a], a, true];
          a = parent[a];
        } else {
          if (!isRow(b) && flowToParent[b] < moved) [moved, leaving, isOnRowSide] = [flowToParent[b], b, false];
          b = parent[b];
        }
      }
      const apex = a;
      for (let node = row; node !== apex; node = parent[node]) flowToParent[node] += isRow(node) ? -moved : moved;
      for (let node = other; node !== apex; node = parent[node]) flowToParent[node] += isRow(node) ? moved : -moved;
      const [inner, outer] = isOnRowSide ? [row, other] : [other, row];
      rehang(inner, outer, leaving, moved);
      forBranch(inner, (node) => {
        depth[node] = depth[parent[node]] + 1;
        potential[node] += isRow(node) === isOnRowSide ? reducedCost : -reducedCost;
      });
    },
  };

  /** Cuts the branch of `leaving` off, makes `inner` its root, and hangs it below `outer`. */
  function rehang(inner: number, outer: number, leaving: number, flowOfArc: number): void {
    let [node, to, onArc] = [inner, outer, flowOfArc];
    for (;;) {
      const [above, before] = [parent[node], flowToParent[node]];
      detach(node);
      attach(node, to);
      flowToParent[node] = onArc;
      if (node === leaving) return;
      [node, to, onArc] = [above, node, before];
    }
  }
}

/** The arcs from the root outwards, each from the node that is nearer to it. */
function outwards({ rows, columns, flows }: Flow, rowCount: number, count: number) {
  const neighbours = Array.from({ length: count }, () => [] as { readonly node: number; readonly flow: number }[]);
  for (let arc = 0; arc < flows.length; arc++) {
    const [row, column, flow] = [rows[arc], rowCount + columns[arc], flows[arc]];
    neighbours[row].push({ node: column, flow });
    neighbours[column].push({ node: row, flow });
  }
  const isReached = new Uint8Array(count);
  isReached[ROOT] = 1;
  const queue = [ROOT];
  const found: { readonly node: number; readonly to: number; readonly flow: number }[] = [];
  for (const to of queue)
    for (const { node, flow } of neighbours[to])
      if (!isReached[node]) {
        isReached[node] = 1;
        queue.push(node);
        found.push({ node, to, flow });
      }
  if (found.length !== count - 1) throw new Error('the initial flow is no spanning tree');
  return found;
}
