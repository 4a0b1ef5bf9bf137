/** q's exact density on a line against p, by Gauss-Legendre quadrature between all points where either of them may bend. */

import type { Distribution } from '../../core/gan/targets/_target.js';
import { gaussLegendre } from '../../core/math/special/special.js';
import { significant } from '../../core/text/plain-numbers.js';
import { type DensityComparison, requireUnitMass, selectRows, sum } from '../density-comparison.js';
import type { KnownDensity } from '../known-density.js';
import { cdfAt, logDensityAt, type Pushforward } from './pushforward.js';

const TARGET_MARGIN = 6; // of the target's scale, beyond its bounds: p's tail down to ratios of 1e-16
const MAX_SPLIT = 0.25; // deviations of p between edges: exact to rounding, and |D - D*| has its kinks resolved
const MODE_MARGIN = 12; // deviations on either side of a mode that are split
const MAX_SPLITS = 4096;
const MAX_Q_MASS_ERROR = 1e-9;
const MAX_P_MASS_ERROR = 1e-6;
// Before q's masses are scaled to its distribution function. Around a fold of a smooth G, pieces are so short in x that nodes are
// rounded.
const MAX_NODE_MASS_ERROR = 1e-5;

/** Throws `NotComparableError` where q's mass or p's is not one. */
export function compareByQuadrature(density: Pushforward, target: KnownDensity): DensityComparison {
  const edges = quadratureEdges(density, target);
  const { x, weights, intervals } = nodesBetween(edges, target.scale);
  const logP = target.logDensity(x);
  const cdf = cdfAt({ ...density, atoms: [] }, edges);
  const logQ = withSlivers(logDensityAt(density, x), { edges, intervals, cdf });
  const p = logP.map((value, i) => weights[i] * Math.exp(value));
  const nodeMasses = logQ.map((value, i) => weights[i] * Math.exp(value));
  const q = toExactMass(nodeMasses, { intervals, cdf });
  const singular = {
    x: Float64Array.from(density.atoms, (atom) => atom.x),
    mass: Float64Array.from(density.atoms, (atom) => atom.mass),
  };
  requireUnitMass('q', sum(nodeMasses) + sum(singular.mass) + density.truncatedMass, MAX_NODE_MASS_ERROR);
  requireUnitMass('q', sum(q) + sum(singular.mass) + density.truncatedMass, MAX_Q_MASS_ERROR);
  requireUnitMass('p', sum(p), MAX_P_MASS_ERROR);
  return {
    estimator: () => describeEstimator(density, x.length),
    dim: 1,
    x,
    p,
    q,
    logRatio: logP.map((value, i) => (value === -Infinity ? value : value - logQ[i])),
    unreachedMass: unreachedMassOf(density, { x, p, logQ }),
    positions: (nodes) => selectRows(x, 1, nodes),
    cellSize: (node) => weights[node],
    singular,
    samples: null,
  };
}

/** p's mass outside G's image of the latent range, on the sides where the image continues. */
function unreachedMassOf(
  { pieces, unboundedImage }: Pushforward,
  { x, p, logQ }: { readonly x: Float64Array; readonly p: Float64Array; readonly logQ: Float64Array },
): number {
  const low = pieces.reduce((least, piece) => Math.min(least, piece.low), Infinity);
  const high = pieces.reduce((most, piece) => Math.max(most, piece.high), -Infinity);
  const isUnreached = (at: number) => (unboundedImage.down && at < low) || (unboundedImage.up && at > high);
  return p.reduce((mass, value, i) => mass + (logQ[i] === -Infinity && isUnreached(x[i]) ? value : 0), 0);
}

/** Points where p or q may bend, or q's pieces end. Ascending. */
export function quadratureEdges({ pieces }: Pushforward, target: Distribution): Float64Array {
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
  const from = bounds[0].low - TARGET_MARGIN * scale;
  const to = bounds[0].high + TARGET_MARGIN * scale;
  const perMode = Math.ceil(MODE_MARGIN / MAX_SPLIT);
  if (modes && modes.length * 2 * perMode < MAX_SPLITS) {
    const around = modes.flatMap(({ mean, std }) =>
      Array.from({ length: 2 * perMode + 1 }, (_, k) => mean[0] + (k - perMode) * MAX_SPLIT * std[0]),
    );
    return [from, to, ...around];
  }
  const count = Math.min(MAX_SPLITS, Math.ceil((to - from) / (MAX_SPLIT * scale)));
  return Array.from({ length: count + 1 }, (_, k) => from + ((to - from) * k) / count);
}

const wideRule = gaussLegendre(8);
const narrowRule = gaussLegendre(4);

interface Intervals {
  readonly edges: Float64Array;
  readonly intervals: Int32Array;
  /** q's distribution function at the edges. */
  readonly cdf: Float64Array;
}

const MAX_SLIVER_ULPS = 8; // length of an interval whose nodes may be rounded onto its ends

/**
 * At the tip of a fold an interval may be so short that its nodes are rounded onto its end, which no piece contains. There the mass
 * given by the distribution function is spread evenly over the interval.
 */
function withSlivers(logQ: Float64Array, { edges, intervals, cdf }: Intervals): Float64Array {
  return logQ.map((value, i) => {
    const k = intervals[i];
    const length = edges[k + 1] - edges[k];
    if (value > -Infinity || length > MAX_SLIVER_ULPS * Number.EPSILON * Math.abs(edges[k])) return value;
    return Math.log(Math.max(0, cdf[k + 1] - cdf[k]) / length);
  });
}

/** The nodes' masses, scaled in each interval to the mass given by q's distribution function. */
function toExactMass(nodeMasses: Float64Array, { intervals, cdf }: Omit<Intervals, 'edges'>): Float64Array {
  const sums = new Float64Array(cdf.length);
  for (let i = 0; i < nodeMasses.length; i++) sums[intervals[i]] += nodeMasses[i];
  return nodeMasses.map((mass, i) => {
    const k = intervals[i];
    // Differences of a distribution function near 1 are rounded, and may fall below 0.
    return sums[k] > 0 ? (mass * Math.max(0, cdf[k + 1] - cdf[k])) / sums[k] : 0;
  });
}

interface Nodes {
  readonly x: Float64Array;
  readonly weights: Float64Array;
  /** For each node, the index of the edge below it. */
  readonly intervals: Int32Array;
}

function nodesBetween(edges: Float64Array, scale: number): Nodes {
  const x: number[] = [];
  const weights: number[] = [];
  const intervals: number[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const half = (edges[i + 1] - edges[i]) / 2;
    const rule = 2 * half > scale / 4 ? wideRule : narrowRule;
    const middle = edges[i] + half;
    rule.nodes.forEach((node, k) => {
      x.push(middle + half * node);
      weights.push(half * rule.weights[k]);
      intervals.push(i);
    });
  }
  return { x: Float64Array.from(x), weights: Float64Array.from(weights), intervals: Int32Array.from(intervals) };
}

function describeEstimator({ pieces, atoms, injective, truncatedMass, maxError }: Pushforward, nodes: number): string {
  return [
    `exact density of q by the change of variables over ${pieces.length} pieces`,
    injective ? 'G is injective' : 'G is not injective: sum over all preimages',
    ...(atoms.length ? [`${atoms.length} atoms of mass ${total(atoms.map(({ mass }) => mass))}`] : []),
    ...(maxError > 0 ? [`G within ${significant(maxError, 2)} of its linear interpolation`] : []),
    `latent mass ${significant(truncatedMass, 2)} truncated`,
    `${nodes} nodes`,
  ].join('; ');
}

function total(values: readonly number[]): string {
  return significant(
    values.reduce((all, value) => all + value, 0),
    3,
  );
}
