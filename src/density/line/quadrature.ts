/** q's exact density on a line against p, by Gauss-Legendre quadrature between all points where either of them may bend. */

import { logAddExp } from '../../core/math/special/special.js';
import { significant } from '../../core/text/plain-numbers.js';
import {
  type DensityComparison,
  type LineQuadrature,
  requireUnitMass,
  selectRows,
  sum,
} from '../density-comparison.js';
import type { KnownDensity } from '../known-density.js';
import { type DenseNodes, denseNodes, type ResolvedNetwork } from './dense-nodes.js';
import { quadratureEdges } from './edges.js';
import {
  NODES_PER_PANEL,
  panelNodes,
  panelsBetween,
  type QuadraturePanel,
  refinePanels,
  splitAtZeros,
} from './panels.js';
import { cdfAt, logDensityAt, type Pushforward } from './pushforward.js';

const MAX_Q_MASS_ERROR = 1e-9;
const MAX_P_MASS_ERROR = 1e-6;
// Before q's masses are scaled to its distribution function. Around a fold of a smooth G, pieces are so short in x that nodes are
// rounded.
const MAX_NODE_MASS_ERROR = 1e-5;

const MAX_EXACT_ERROR = 2e-10; // of G, in the target's scale: beyond it, its interpolation limits what halved panels gain

/** Throws `NotComparableError` where q's mass or p's is not one. */
export async function compareByQuadrature(
  density: Pushforward,
  target: KnownDensity,
  network: ResolvedNetwork | null = null,
): Promise<DensityComparison> {
  const dense = network ? await denseNodes(density.dense, network, { latent: density.latent, target }) : null;
  const given = { density, target, dense };
  const split = await splitAtZeros(panelsBetween(quadratureEdges(density, target)), async (x) => [
    difference(target.logDensity(x), logDensityAt(density, x)), // |p - q| has its kinks where they are equal
  ]);
  const isExact = density.maxError <= MAX_EXACT_ERROR * target.scale;
  const { panels, error } = isExact
    ? await refinePanels(split, async (some) => integralsOf(nodesOf(given, some)))
    : { panels: split, error: 0 };
  const comparison = (some: readonly QuadraturePanel[], nodes: MassNodes) =>
    comparisonOn(given, nodes, () => describeEstimator(density, some, isExact ? error : null));
  const nodes = nodesOf(given, panels);
  const compared = comparison(panels, nodes);
  const outside = sum(compared.singular.mass) + density.truncatedMass + (dense ? sum(dense.q) : 0);
  requireUnitMass('q', sum(nodes.nodeMasses) + outside, MAX_NODE_MASS_ERROR);
  requireUnitMass('q', sum(compared.q) + outside - (dense ? sum(dense.q) : 0), MAX_Q_MASS_ERROR);
  requireUnitMass('p', sum(compared.p), MAX_P_MASS_ERROR);
  return {
    ...compared,
    line: {
      panels,
      isExact,
      on: (some) => comparison(some, nodesOf(given, some)),
      at: (x) => densitiesAt(given, x),
    },
  };
}

function densitiesAt({ density, target }: Given, x: Float64Array): ReturnType<LineQuadrature['at']> {
  const [logP, logQ] = [target.logDensity(x), logDensityAt(density, x)];
  return { logRatio: difference(logP, logQ), logDensity: logP.map((value, i) => logAddExp(value, logQ[i])) };
}

interface Given {
  readonly density: Pushforward;
  readonly target: KnownDensity;
  readonly dense: DenseNodes | null;
}

interface MassNodes {
  readonly x: Float64Array;
  readonly weights: Float64Array;
  readonly logQ: Float64Array;
  readonly p: Float64Array;
  /** From the density. */
  readonly nodeMasses: Float64Array;
  /** Scaled to q's distribution function where that shows that the density was not resolved. */
  readonly q: Float64Array;
  readonly logRatio: Float64Array;
}

function nodesOf({ density, target }: Given, panels: readonly QuadraturePanel[]): MassNodes {
  const { x, weights } = panelNodes(panels);
  const logP = target.logDensity(x);
  const exact = massesBetween(density, panels);
  const logQ = withSlivers(logDensityAt(density, x), weights, panels, exact);
  const p = logP.map((value, i) => weights[i] * Math.exp(value));
  const nodeMasses = logQ.map((value, i) => weights[i] * Math.exp(value));
  const q = toExactMass(nodeMasses, exact);
  return { x, weights, logQ, p, nodeMasses, q, logRatio: difference(logP, logQ) };
}

/** log p - log q, -Infinity where p is 0. */
function difference(logP: Float64Array, logQ: Float64Array): Float64Array {
  return logP.map((value, i) => (value === -Infinity ? value : value - logQ[i]));
}

/** What must not change when a panel is halved: both masses, and the divergences' integrals. */
function integralsOf({ weights, logQ, p, nodeMasses: q, logRatio }: MassNodes): Float64Array[] {
  const integrals: Float64Array[] = [];
  for (let first = 0; first < p.length; first += NODES_PER_PANEL) {
    const all = new Float64Array(8);
    for (let i = first; i < first + NODES_PER_PANEL; i++) {
      const [a, b, ratio] = [p[i], q[i], logRatio[i]];
      all[0] += a;
      all[1] += b;
      all[2] += Math.abs(a - b);
      all[3] += Math.sqrt(a * b);
      if (a > 0 && b > 0) all[4] += a * Math.log1p(b / a) + b * Math.log1p(a / b);
      if (b > 0 && Math.abs(ratio) < Infinity) all[5] += b * ratio;
      if (a > 0 && Math.abs(ratio) < Infinity) all[6] += a * ratio;
      if (ratio < Infinity) all[7] += weights[i] * Math.exp(logQ[i] + 2 * ratio);
    }
    integrals.push(all);
  }
  return integrals;
}

function comparisonOn(given: Given, nodes: MassNodes, estimator: () => string): DensityComparison {
  const { density } = given;
  const { x, weights, p, q, logQ, logRatio } = nodes;
  const logMass = logQ.map((value, i) => (q[i] > MIN_NORMAL_MASS ? Math.log(q[i]) : Math.log(weights[i]) + value));
  const singular = {
    x: Float64Array.from(density.atoms, (atom) => atom.x),
    mass: Float64Array.from(density.atoms, (atom) => atom.mass),
  };
  const regular = { x, p, q, logQ: logMass, logRatio, sizes: weights };
  const all = given.dense ? withNodes(regular, given.dense) : regular;
  return {
    estimator,
    dim: 1,
    x: all.x,
    p: all.p,
    q: all.q,
    logQ: all.logQ,
    logRatio: all.logRatio,
    unreachedMass: unreachedMassOf(density, { x, p, logQ }),
    unbounded: density.unboundedImage,
    positions: (nodes) => selectRows(all.x, 1, nodes),
    cellSize: (node) => all.sizes[node],
    singular,
    samples: null,
  };
}

/** The nodes of both, those of the second last. */
function withNodes(a: DenseNodes, b: DenseNodes): DenseNodes {
  const both = (of: keyof DenseNodes) => Float64Array.from([...a[of], ...b[of]]);
  return {
    x: both('x'),
    p: both('p'),
    q: both('q'),
    logQ: both('logQ'),
    logRatio: both('logRatio'),
    sizes: both('sizes'),
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

/** q's mass in each panel by its distribution function, without the atoms. */
function massesBetween(density: Pushforward, panels: readonly QuadraturePanel[]): Float64Array {
  const ends = Float64Array.from(panels.flatMap(({ low, high }) => [low, high]));
  const cdf = cdfAt({ ...density, atoms: [] }, ends);
  // Differences of a distribution function near 1 are rounded, and may fall below 0.
  return Float64Array.from(panels, (_, i) => Math.max(0, cdf[2 * i + 1] - cdf[2 * i]));
}

const MAX_SLIVER_WIDTH = 1e-11; // of a panel beside its position: its nodes are rounded by 1e-5 of it or more
const MAX_SLIVER_ERROR = 1e-4; // of its mass by the nodes, relative to that by the distribution function

/**
 * At the tip of a fold, and where a G saturates, a panel may be so short that its nodes are rounded, even onto its end, which no piece
 * contains. There the mass given by the distribution function is spread evenly over the panel.
 */
function withSlivers(
  logQ: Float64Array,
  weights: Float64Array,
  panels: readonly QuadraturePanel[],
  exact: Float64Array,
): Float64Array {
  const out = Float64Array.from(logQ);
  for (const [k, { low, high }] of panels.entries()) {
    if (exact[k] === 0 || high - low > MAX_SLIVER_WIDTH * Math.abs(low)) continue;
    const [first, last] = [k * NODES_PER_PANEL, (k + 1) * NODES_PER_PANEL];
    let own = 0;
    for (let i = first; i < last; i++) own += weights[i] * Math.exp(logQ[i]);
    if (Math.abs(own - exact[k]) > MAX_SLIVER_ERROR * exact[k])
      out.fill(Math.log(exact[k] / (high - low)), first, last);
  }
  return out;
}

const MIN_NORMAL_MASS = 1e-300; // below, masses are subnormal or 0

const MAX_CDF_ERROR = 1e-13; // of a difference of distribution functions: below it, nodes are nearer to the truth

/** The nodes' masses, scaled in each panel to the mass given by q's distribution function where they differ. */
function toExactMass(nodeMasses: Float64Array, exact: Float64Array): Float64Array {
  const q = Float64Array.from(nodeMasses);
  for (let k = 0; k < exact.length; k++) {
    const [first, last] = [k * NODES_PER_PANEL, (k + 1) * NODES_PER_PANEL];
    const own = sum(nodeMasses.subarray(first, last));
    if (own === 0 || Math.abs(own - exact[k]) < MAX_CDF_ERROR) continue;
    for (let i = first; i < last; i++) q[i] *= exact[k] / own;
  }
  return q;
}

function describeEstimator(
  { pieces, atoms, dense, injective, truncatedMass, maxError }: Pushforward,
  panels: readonly QuadraturePanel[],
  error: number | null,
): string {
  return [
    `exact density of q by the change of variables over ${pieces.length} pieces`,
    ...(dense.length > 0 ? ['where x does not resolve its image, by the slope of G'] : []),
    injective ? 'G is injective' : 'G is not injective: sum over all preimages',
    ...(atoms.length ? [`${atoms.length} atoms of mass ${total(atoms.map(({ mass }) => mass))}`] : []),
    ...(maxError > 0 ? [`G within ${significant(maxError, 2)} of its interpolation`] : []),
    `latent mass ${significant(truncatedMass, 2)} truncated`,
    `${panels.length * NODES_PER_PANEL} nodes${error === null ? '' : `, ${boundText(error)}`}`,
  ].join('; ');
}

const MIN_STATED_ERROR = 1e-15; // rounding

/** By how much twice as many nodes change an integral, for people. */
export function boundText(error: number): string {
  return `twice as many change it by less than ${significant(1.01 * Math.max(error, MIN_STATED_ERROR), 1)}`;
}

function total(values: readonly number[]): string {
  return significant(
    values.reduce((all, value) => all + value, 0),
    3,
  );
}
