/** Contours of a 2-D density: the smallest regions that contain given shares of its mass. */
import type { Distribution } from '../../core/gan/targets/_target.js';

export interface Box {
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
}

export interface Contour {
  /** The share of the mass inside. */
  readonly mass: number;
  /** Closed outlines, each a list of points in the data's coordinates. */
  readonly outlines: readonly (readonly (readonly [number, number])[])[];
}

const MIN_CELLS_PER_SIDE = 120;
const MAX_CELLS_PER_SIDE = 420; // more would take seconds

/** Highest-density regions by marching squares on log p; the grid is finer than the target's scale where it can be. */
export function contours(target: Distribution, box: Box, masses: readonly number[]): Contour[] {
  const width = box.x[1] - box.x[0];
  const n = Math.min(MAX_CELLS_PER_SIDE, Math.max(MIN_CELLS_PER_SIDE, Math.ceil(width / (0.6 * target.scale))));
  const xs = Array.from({ length: n + 1 }, (_, i) => box.x[0] + (width * i) / n);
  const ys = Array.from({ length: n + 1 }, (_, i) => box.y[0] + ((box.y[1] - box.y[0]) * i) / n);
  const points = new Float64Array(2 * (n + 1) * (n + 1));
  for (let j = 0; j <= n; j++) for (let i = 0; i <= n; i++) points.set([xs[i], ys[j]], 2 * (j * (n + 1) + i));
  const log = target.logDensity!(points);
  const levels = levelsOf(log, masses);
  return masses.map((mass, k) => ({ mass, outlines: outlinesAt(levels[k], log, xs, ys) }));
}

/** log p on the border of each region. */
function levelsOf(log: Float64Array, masses: readonly number[]): number[] {
  const peak = log.reduce((a, b) => Math.max(a, b), -Infinity);
  const sorted = log.toSorted().reverse();
  const total = sorted.reduce((sum, value) => sum + Math.exp(value - peak), 0);
  return masses.map((mass) => {
    let [held, i] = [0, -1];
    while (held < mass * total && i < sorted.length - 1) held += Math.exp(sorted[++i] - peak);
    return sorted[Math.max(0, i)];
  });
}

type Point = readonly [number, number];

function outlinesAt(level: number, log: Float64Array, xs: readonly number[], ys: readonly number[]): Point[][] {
  const side = xs.length;
  const above = (i: number, j: number) => log[j * side + i] - level;
  // Where the border crosses a grid line, between (i, j) and its neighbour to the right or above.
  const crossing = (i: number, j: number, right: boolean): Point => {
    const [a, b] = [above(i, j), right ? above(i + 1, j) : above(i, j + 1)];
    const t = Number.isFinite(a) && Number.isFinite(b) ? a / (a - b) : 0.5;
    return right ? [xs[i] + t * (xs[i + 1] - xs[i]), ys[j]] : [xs[i], ys[j] + t * (ys[j + 1] - ys[j])];
  };
  const next = new Map<number, number>();
  const points = new Map<number, Point>();
  const edge = (i: number, j: number, right: boolean) => {
    const key = 2 * (j * side + i) + (right ? 1 : 0);
    if (!points.has(key)) points.set(key, crossing(i, j, right));
    return key;
  };
  for (let j = 0; j < ys.length - 1; j++)
    for (let i = 0; i < side - 1; i++) {
      const inside = [above(i, j) >= 0, above(i + 1, j) >= 0, above(i + 1, j + 1) >= 0, above(i, j + 1) >= 0];
      if (inside.every(Boolean) || !inside.some(Boolean)) continue;
      const edges = [edgeOf(i, j, 0), edgeOf(i, j, 1), edgeOf(i, j, 2), edgeOf(i, j, 3)];
      // Walking with the inside on the left: enter where outside turns inside, leave where inside turns outside.
      const enters = [0, 1, 2, 3].filter((k) => !inside[k] && inside[(k + 1) % 4]);
      const leaves = [0, 1, 2, 3].filter((k) => inside[k] && !inside[(k + 1) % 4]);
      for (const leave of leaves) {
        const enter = enters.length === 1 ? enters[0] : (leave + 3) % 4;
        next.set(edge(...edges[leave]), edge(...edges[enter]));
      }
    }
  return closedOutlines(next, points);
}

/** Side k of square (i, j), from its lower left corner counter-clockwise, as a grid line. */
function edgeOf(i: number, j: number, k: number): [i: number, j: number, right: boolean] {
  return [
    [i, j, true],
    [i + 1, j, false],
    [i, j + 1, true],
    [i, j, false],
  ][k] as [number, number, boolean];
}

function closedOutlines(next: Map<number, number>, points: ReadonlyMap<number, Point>): Point[][] {
  const outlines: Point[][] = [];
  while (next.size > 0) {
    const outline: Point[] = [];
    let at = next.keys().next().value as number | undefined;
    while (at !== undefined) {
      outline.push(points.get(at)!);
      const to = next.get(at);
      next.delete(at);
      at = to;
    }
    outlines.push(outline);
  }
  return outlines;
}
