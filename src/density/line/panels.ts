/** Panels of a Gauss-Legendre quadrature on a line, split where integrands bend and halved until no integral changes. */
import { gaussLegendre } from '../../core/math/special/special.js';

/** An interval of a quadrature. Lists of panels are ascending and do not overlap. */
export interface QuadraturePanel {
  readonly low: number;
  readonly high: number;
}

const rule = gaussLegendre(8);
export const NODES_PER_PANEL = rule.nodes.length;

/** Ascending nodes; node i belongs to panel floor(i / NODES_PER_PANEL). */
export interface PanelNodes {
  readonly x: Float64Array;
  readonly weights: Float64Array;
}

export function panelNodes(panels: readonly QuadraturePanel[]): PanelNodes {
  const x = new Float64Array(panels.length * NODES_PER_PANEL);
  const weights = new Float64Array(x.length);
  for (const [i, { low, high }] of panels.entries()) {
    const half = (high - low) / 2;
    for (let k = 0; k < NODES_PER_PANEL; k++) {
      x[i * NODES_PER_PANEL + k] = low + half + half * rule.nodes[k];
      weights[i * NODES_PER_PANEL + k] = half * rule.weights[k];
    }
  }
  return { x, weights };
}

/** The panels between ascending edges. */
export function panelsBetween(edges: Float64Array): readonly QuadraturePanel[] {
  return Array.from(edges.subarray(1), (high, i) => ({ low: edges[i], high }));
}

/** The panels with further edges, which may lie outside of them. */
export function splitAt(panels: readonly QuadraturePanel[], at: Iterable<number>): readonly QuadraturePanel[] {
  const edges = Float64Array.from(new Set(at)).sort();
  let next = 0;
  return panels.flatMap((panel) => {
    const parts: QuadraturePanel[] = [];
    let { low } = panel;
    while (next < edges.length && edges[next] <= low) next++;
    for (; next < edges.length && edges[next] < panel.high; next++) {
      parts.push({ low, high: edges[next] });
      low = edges[next];
    }
    return [...parts, { low, high: panel.high }];
  });
}

export function halves(panels: readonly QuadraturePanel[]): readonly QuadraturePanel[] {
  return panels.flatMap((panel) => {
    const middle = panel.low + (panel.high - panel.low) / 2;
    if (middle <= panel.low || middle >= panel.high) return [panel]; // no double lies within it
    return [
      { low: panel.low, high: middle },
      { low: middle, high: panel.high },
    ];
  });
}

/** Several integrals over each of the panels. */
export type PanelIntegrals = (panels: readonly QuadraturePanel[]) => Promise<readonly Float64Array[]>;

export interface RefinedPanels {
  readonly panels: readonly QuadraturePanel[];
  /** The largest change of an integral, relative to its size where that is above 1, if every panel were halved. */
  readonly error: number;
}

export const MAX_PANEL_ERROR = 1e-12; // of one panel: a thousand of them change an integral by less than 1e-9
const MAX_ADDED_PANELS = 1500; // rounded outputs change with every halving

/**
 * Halves the panels in which an integral differs from the sum over both halves by more than `tolerance`. Integrals that are not
 * finite are not looked at.
 */
export async function refinePanels(
  first: readonly QuadraturePanel[],
  integrals: PanelIntegrals,
  tolerance = MAX_PANEL_ERROR,
): Promise<RefinedPanels> {
  let values = await integrals(first);
  const sizes = totals(values).map((total) => Math.max(1, total));
  const done: QuadraturePanel[] = [];
  const error = new Float64Array(sizes.length);
  let open = first;
  while (open.length > 0) {
    const next: QuadraturePanel[] = [];
    const nextValues: Float64Array[] = [];
    const both = halves(open);
    const ofHalves = await integrals(both);
    let at = 0;
    for (const [i, panel] of open.entries()) {
      const isSplit = both[at].high < panel.high;
      const changes = values[i].map((value, k) =>
        isSplit ? Math.abs(ofHalves[at][k] + ofHalves[at + 1][k] - value) / sizes[k] : 0,
      );
      const parts = isSplit ? 2 : 1;
      const isFull = done.length + next.length + open.length - i > first.length + MAX_ADDED_PANELS;
      if (changes.some((change) => change > tolerance && change < Infinity) && !isFull) {
        next.push(both[at], both[at + 1]);
        nextValues.push(ofHalves[at], ofHalves[at + 1]);
      } else {
        done.push(panel);
        for (const [k, change] of changes.entries()) if (change < Infinity) error[k] += change;
      }
      at += parts;
    }
    open = next;
    values = nextValues;
  }
  done.sort((a, b) => a.low - b.low);
  return { panels: done, error: error.reduce((most, one) => Math.max(most, one), 0) };
}

function totals(values: readonly Float64Array[]): number[] {
  return Array.from(values[0] ?? [], (_, k) => values.reduce((sum, panel) => sum + Math.abs(panel[k]), 0));
}

/** Functions at ascending x, one array a function; NaN and infinities have no sign. */
export type Functions = (x: Float64Array) => Promise<readonly Float64Array[]>;

/** An interval at whose ends function number `of` has different signs; `sign` is that at `low`. */
interface Bracket extends QuadraturePanel {
  readonly of: number;
  readonly sign: number;
}

const BISECTIONS = 52; // from a panel down to the distance of doubles
const EDGE_SHARE = 1e-9; // of a panel: how near to its ends the functions' signs are looked at

/**
 * The panels split at the zeros of `functions`, where an integrand has a kink or a jump. A function that changes its sign twice between two
 * nodes of a panel has no zero there.
 */
export async function splitAtZeros(
  panels: readonly QuadraturePanel[],
  functions: Functions,
): Promise<readonly QuadraturePanel[]> {
  const places = placesWithin(panels);
  let brackets = bracketsBetween(places, await functions(places.x));
  for (let round = 0; round < BISECTIONS && brackets.length > 0; round++) {
    const order = brackets.map((_, k) => k).sort((a, b) => middleOf(brackets[a]) - middleOf(brackets[b]));
    const values = await functions(Float64Array.from(order, (k) => middleOf(brackets[k])));
    const halved = [...brackets];
    for (const [i, k] of order.entries()) halved[k] = halfOf(brackets[k], values[brackets[k].of][i]);
    brackets = halved;
  }
  return splitAt(
    panels,
    brackets.map(({ high }) => high),
  );
}

const middleOf = ({ low, high }: QuadraturePanel) => low + (high - low) / 2;

function halfOf(bracket: Bracket, atMiddle: number): Bracket {
  const middle = middleOf(bracket);
  return Math.sign(atMiddle) === bracket.sign ? { ...bracket, low: middle } : { ...bracket, high: middle };
}

/** Places strictly within every panel: its nodes, and next to its ends. */
function placesWithin(panels: readonly QuadraturePanel[]): { readonly x: Float64Array; readonly of: Int32Array } {
  const { x } = panelNodes(panels);
  const places: number[] = [];
  const of: number[] = [];
  for (const [i, { low, high }] of panels.entries()) {
    const nodes = x.subarray(i * NODES_PER_PANEL, (i + 1) * NODES_PER_PANEL);
    for (const at of [low + EDGE_SHARE * (high - low), ...nodes, high - EDGE_SHARE * (high - low)])
      if (at > low && at < high && !(at <= (places.at(-1) ?? -Infinity))) {
        places.push(at);
        of.push(i);
      }
  }
  return { x: Float64Array.from(places), of: Int32Array.from(of) };
}

function bracketsBetween(
  { x, of: panel }: { readonly x: Float64Array; readonly of: Int32Array },
  values: readonly Float64Array[],
): Bracket[] {
  const sign = (value: number) => (Number.isFinite(value) ? Math.sign(value) : 0);
  return values.flatMap((value, of) => {
    const found: Bracket[] = [];
    let last = -1; // the last place at which the function is not 0
    for (let i = 0; i < x.length; i++) {
      if (sign(value[i]) === 0) continue;
      if (last >= 0 && panel[last] === panel[i] && sign(value[last]) !== sign(value[i]))
        found.push({ of, low: x[last], high: x[i], sign: sign(value[last]) });
      last = i;
    }
    return found;
  });
}
