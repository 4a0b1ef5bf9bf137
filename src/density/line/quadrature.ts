/** The exact p_g on a line against p, by Gauss-Legendre between all points where either of them may bend. */

import type { Distribution } from '../../core/gan/targets/_target.js';
import { gaussLegendre } from '../../core/math/special/special.js';
import { type Comparison, requireMass, rowsOf, sum } from '../comparison.js';
import type { KnownDensity } from '../known-density.js';
import { cdfAt, logDensityAt, type Pushforward } from './pushforward.js';

const REACH = 6; // of the target's scale, past its bounds: p's tail as far as a ratio of 1e-16 may see it
const STEP = 0.25; // standard deviations of p between splits: exact to rounding, and |D - D*| has its kinks in there
const MODES_REACH = 12; // standard deviations of a mode that are split
const MOST_SPLITS = 4096;
const MASS_ERROR = 1e-9;
// Of the density as read at the nodes. Around a fold of a smooth G, pieces are so short in x that nodes are rounded.
const READ_ERROR = 1e-5;

/** Throws where q's mass does not come to one, or p's: such numbers would be wrong. */
export function quadrature(density: Pushforward, target: KnownDensity): Comparison {
  const edges = criticalPoints(density, target);
  const { x, weights, intervals } = nodesBetween(edges, target.scale);
  const logP = target.logDensity(x);
  const below = cdfAt({ ...density, atoms: [] }, edges);
  const logQ = withSlivers(logDensityAt(density, x), { edges, intervals, below });
  const p = logP.map((value, i) => weights[i] * Math.exp(value));
  const read = logQ.map((value, i) => weights[i] * Math.exp(value));
  const q = toExactMass(read, { below, intervals });
  const singular = {
    x: Float64Array.from(density.atoms, (atom) => atom.x),
    mass: Float64Array.from(density.atoms, (atom) => atom.mass),
  };
  requireMass('q', sum(read) + sum(singular.mass) + density.cut, READ_ERROR);
  requireMass('q', sum(q) + sum(singular.mass) + density.cut, MASS_ERROR);
  requireMass('p', sum(p), 1e-6);
  return {
    says: () => saysOf(density, x.length),
    dim: 1,
    x,
    p,
    q,
    logRatio: logP.map((value, i) => (value === -Infinity ? value : value - logQ[i])),
    unreached: unreachedBy(density, { x, p, logQ }),
    rows: (nodes) => rowsOf(x, 1, nodes),
    size: (node) => weights[node],
    singular,
    samples: null,
  };
}

/** p's mass beyond all x that G was seen to reach, on the sides where it goes on. */
function unreachedBy(
  { pieces, goesOn }: Pushforward,
  { x, p, logQ }: { readonly x: Float64Array; readonly p: Float64Array; readonly logQ: Float64Array },
): number {
  const low = pieces.reduce((least, piece) => Math.min(least, piece.low), Infinity);
  const high = pieces.reduce((most, piece) => Math.max(most, piece.high), -Infinity);
  const isUnreached = (at: number) => (goesOn.down && at < low) || (goesOn.up && at > high);
  return p.reduce((mass, value, i) => mass + (logQ[i] === -Infinity && isUnreached(x[i]) ? value : 0), 0);
}

/** Where either density may bend, or its pieces end: ascending. */
export function criticalPoints({ pieces }: Pushforward, target: Distribution): Float64Array {
  const { low, high } = target.bounds[0];
  const edges = [
    low,
    high,
    ...(target.breaks?.[0] ?? []),
    ...splits(target),
    ...pieces.flatMap((piece) => [piece.low, piece.high]),
  ];
  return Float64Array.from(new Set(edges)).sort();
}

function splits({ modes, bounds, scale }: Distribution): number[] {
  const from = bounds[0].low - REACH * scale;
  const to = bounds[0].high + REACH * scale;
  const perMode = Math.ceil(MODES_REACH / STEP);
  if (modes && modes.length * 2 * perMode < MOST_SPLITS) {
    const around = modes.flatMap(({ mean, std }) =>
      Array.from({ length: 2 * perMode + 1 }, (_, k) => mean[0] + (k - perMode) * STEP * std[0]),
    );
    return [from, to, ...around];
  }
  const count = Math.min(MOST_SPLITS, Math.ceil((to - from) / (STEP * scale)));
  return Array.from({ length: count + 1 }, (_, k) => from + ((to - from) * k) / count);
}

const wide = gaussLegendre(8);
const narrow = gaussLegendre(4);

interface Intervals {
  readonly edges: Float64Array;
  readonly intervals: Int32Array;
  /** Of q's distribution function, at the edges. */
  readonly below: Float64Array;
}

const SLIVER = 8; // roundings

/**
 * At the tip of a fold an interval may be so short that its nodes are rounded onto its end, where no piece is left. What the
 * distribution function says it holds is spread over it.
 */
function withSlivers(logQ: Float64Array, { edges, intervals, below }: Intervals): Float64Array {
  return logQ.map((value, i) => {
    const k = intervals[i];
    const length = edges[k + 1] - edges[k];
    if (value > -Infinity || length > SLIVER * Number.EPSILON * Math.abs(edges[k])) return value;
    return Math.log(Math.max(0, below[k + 1] - below[k]) / length);
  });
}

/** The nodes' masses, scaled in each interval to what q's distribution function says it holds. */
function toExactMass(read: Float64Array, { intervals, below }: Omit<Intervals, 'edges'>): Float64Array {
  const held = new Float64Array(below.length);
  for (let i = 0; i < read.length; i++) held[intervals[i]] += read[i];
  return read.map((mass, i) => {
    const k = intervals[i];
    // Differences of a distribution function near 1 are rounded, and may fall below 0.
    return held[k] > 0 ? (mass * Math.max(0, below[k + 1] - below[k])) / held[k] : 0;
  });
}

interface Nodes {
  readonly x: Float64Array;
  readonly weights: Float64Array;
  /** Between which edges a node lies: the lower one's index. */
  readonly intervals: Int32Array;
}

function nodesBetween(edges: Float64Array, scale: number): Nodes {
  const x: number[] = [];
  const weights: number[] = [];
  const intervals: number[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const half = (edges[i + 1] - edges[i]) / 2;
    const rule = 2 * half > scale / 4 ? wide : narrow;
    const middle = edges[i] + half;
    rule.nodes.forEach((node, k) => {
      x.push(middle + half * node);
      weights.push(half * rule.weights[k]);
      intervals.push(i);
    });
  }
  return { x: Float64Array.from(x), weights: Float64Array.from(weights), intervals: Int32Array.from(intervals) };
}

function saysOf({ pieces, atoms, injective, cut, error }: Pushforward, nodes: number): string {
  return [
    `exact p_g by the change of variables over ${pieces.length} pieces`,
    injective ? 'G is injective' : 'G is not injective: preimages are summed',
    ...(atoms.length ? [`${atoms.length} atoms of mass ${total(atoms.map(({ mass }) => mass))}`] : []),
    ...(error > 0 ? [`G within ${error.toExponential(1)} of straight pieces`] : []),
    `latent mass ${cut.toExponential(1)} cut`,
    `${nodes} nodes`,
  ].join('; ');
}

function total(values: readonly number[]): string {
  return values.reduce((all, value) => all + value, 0).toPrecision(3);
}
