/** D's scores and D* at quadrature nodes of p and q: every comparison of D with its optimum is a sum over them. */
import { sigmoid } from '../../core/math/special/special.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { compareDensities } from '../../density/density.js';
import { type DensityComparison, selectRows } from '../../density/density-comparison.js';
import { NODES_PER_PANEL } from '../../density/line/panels.js';
import { type LineComparison, lineNodes } from './_line-nodes.js';

export interface DiscriminatorNodes {
  /** p's and q's mass at each node, with q's singular part. */
  readonly p: Float64Array;
  readonly q: Float64Array;
  /** log p - log q, the logit of D*; -Infinity where q is singular. */
  readonly logRatio: Float64Array;
  readonly dStar: Float64Array;
  readonly score: Float64Array;
  /** Whether p + q is below 1e-6 of the lower of both peaks: D is not compared with D* there. */
  isNegligible(node: number): boolean;
  /** The number of nodes before some were drawn. */
  readonly of: number;
  /** On a line, where the masses are exact. */
  readonly line?: NodesOnLine;
}

export interface NodesOnLine {
  /** The regular nodes' positions, ascending. */
  readonly x: Float64Array;
  /** The largest change of an integral if there were twice as many nodes; null where q is not exact. */
  readonly error: number | null;
  /** At ascending x, outside q's atoms. */
  at(x: Float64Array): Promise<{
    readonly score: Float64Array;
    readonly dStar: Float64Array;
    isNegligible(place: number): boolean;
  }>;
}

const MIN_RELATIVE_DENSITY = 1e-6; // of the lower of the peaks of p and q
const MAX_EVALUATIONS = 8192; // of D, where nothing is exact: more nodes are thinned by systematic sampling

/** Computed once a snapshot. `levels`: of D's probability, at which the metric jumps. */
export function discriminatorNodes(
  snapshot: Snapshot,
  levels: readonly number[] = [],
): Promise<DiscriminatorNodes | { readonly absent: string }> {
  return snapshot.share(`discriminator/nodes/${levels.join()}`, async () => {
    const compared = await compareDensities(snapshot);
    if ('absent' in compared) return compared;
    const minDensity = MIN_RELATIVE_DENSITY * lowerPeak(compared);
    return isLine(compared)
      ? nodesOnLine(snapshot, compared, { levels, minDensity })
      : nodesOf(snapshot, compared, minDensity);
  });
}

const isLine = (compared: DensityComparison): compared is LineComparison => compared.line !== undefined;

/** The peak of p's density or of q's, whichever is lower: a pole or a spike of q has none that means anything. */
function lowerPeak({ p, q, cellSize }: DensityComparison): number {
  const peak = (masses: Float64Array) =>
    masses.reduce((most, mass, node) => (mass > 0 ? Math.max(most, mass / cellSize(node)) : most), 0);
  const [ofP, ofQ] = [peak(p), peak(q)];
  return ofQ > 0 ? Math.min(ofP, ofQ) : ofP;
}

async function nodesOnLine(
  snapshot: Snapshot,
  line: LineComparison,
  given: { readonly levels: readonly number[]; readonly minDensity: number },
): Promise<DiscriminatorNodes> {
  const { compared, panels, score, error } = await lineNodes(snapshot, line, given);
  const regular = panels.length * NODES_PER_PANEL; // what follows is dense nodes and atoms
  const all = Array.from({ length: compared.p.length + compared.singular.mass.length }, (_, i) => i);
  const { density, ...found } = gathered(
    compared,
    all,
    all.map(() => 1),
  );
  return {
    ...found,
    score: joined(score, await snapshot.score(compared.singular.x)),
    isNegligible: (node) => density[node] < given.minDensity,
    of: all.length,
    line: {
      x: compared.x.subarray(0, regular),
      error,
      at: async (x) => {
        const { logRatio, logDensity } = line.line.at(x);
        return {
          score: await snapshot.score(x),
          dStar: logRatio.map(sigmoid),
          isNegligible: (place) => !(logDensity[place] >= Math.log(given.minDensity)),
        };
      },
    },
  };
}

async function nodesOf(
  snapshot: Snapshot,
  compared: DensityComparison,
  minDensity: number,
): Promise<DiscriminatorNodes> {
  // A game of cells has a table of D's scores: nothing is left out.
  const { nodes, weights } = thinned(compared, snapshot.histogram ? Infinity : MAX_EVALUATIONS);
  const count = compared.p.length;
  const regular = nodes.filter((node) => node < count);
  const singular = nodes.slice(regular.length).map((node) => node - count);
  const x = joined(compared.positions(regular), selectRows(compared.singular.x, compared.dim, singular));
  const { density, ...found } = gathered(compared, nodes, weights);
  return {
    ...found,
    score: await snapshot.score(x),
    isNegligible: (node) => density[node] < minDensity,
    of: count + compared.singular.mass.length,
  };
}

/**
 * p, q and D* at some nodes, their masses times `weights`. Singular points have the indices after the regular nodes.
 */
function gathered(
  { p, q, singular, logRatio, cellSize }: DensityComparison,
  nodes: readonly number[],
  weights: readonly number[],
) {
  const make = () => new Float64Array(nodes.length);
  const found = { p: make(), q: make(), logRatio: make(), dStar: make(), density: make() };
  for (let k = 0; k < nodes.length; k++) {
    const node = nodes[k];
    const isRegular = node < p.length;
    const log = isRegular ? logRatio[node] : -Infinity;
    if (isRegular) found.p[k] = p[node] * weights[k];
    found.q[k] = (isRegular ? q[node] : singular.mass[node - p.length]) * weights[k];
    found.logRatio[k] = log;
    found.dStar[k] = sigmoid(log);
    found.density[k] = isRegular ? (p[node] + q[node]) / cellSize(node) : Infinity;
  }
  return found;
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
}

/**
 * Systematic sampling: nodes lighter than 1 / `most` of (p + q) / 2 are picked at equal steps of mass, and each stands for one step.
 * Ascending indices, each with the factor of its masses.
 */
function thinned(
  { p, q, singular }: DensityComparison,
  most: number,
): { readonly nodes: readonly number[]; readonly weights: readonly number[] } {
  const count = p.length + singular.mass.length;
  if (count <= most) return { nodes: Array.from({ length: count }, (_, i) => i), weights: new Array(count).fill(1) };
  const step = 2 / most;
  const nodes: number[] = [];
  const weights: number[] = [];
  let passed = step / 2;
  for (let node = 0; node < count; node++) {
    const mass = node < p.length ? p[node] + q[node] : singular.mass[node - p.length];
    const isHeavy = mass >= step;
    if (!isHeavy) {
      passed += mass;
      if (passed < step) continue;
      passed -= step;
    }
    nodes.push(node);
    weights.push(isHeavy ? 1 : step / mass);
  }
  return { nodes, weights };
}
