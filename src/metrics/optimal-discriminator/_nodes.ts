/** D's scores and D* at quadrature nodes of p and q: every comparison of D with its optimum is a sum over them. */
import { sigmoid } from '../../core/math/special/special.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { compareDensities } from '../../density/density.js';
import { type DensityComparison, selectRows } from '../../density/density-comparison.js';

export interface DiscriminatorNodes {
  /** p's and q's mass at each node, with q's singular part. */
  readonly p: Float64Array;
  readonly q: Float64Array;
  /** log p - log q, the logit of D*; -Infinity where q is singular. */
  readonly logRatio: Float64Array;
  readonly dStar: Float64Array;
  readonly score: Float64Array;
  /** Whether p + q is below 1e-6 of its peak: D is not compared with D* there. */
  isNegligible(node: number): boolean;
}

const MIN_RELATIVE_DENSITY = 1e-6; // of the peak of p + q
const MAX_EVALUATIONS = 8192; // of D: more nodes are thinned by systematic sampling

/** Computed once a snapshot. */
export function discriminatorNodes(snapshot: Snapshot): Promise<DiscriminatorNodes | { readonly absent: string }> {
  return snapshot.share('discriminator/nodes', async () => {
    const compared = await compareDensities(snapshot);
    if ('absent' in compared) return compared;
    const { nodes, weights } = thinned(compared);
    const count = compared.p.length;
    const regular = nodes.filter((node) => node < count);
    const singular = nodes.slice(regular.length).map((node) => node - count);
    const x = joined(compared.positions(regular), selectRows(compared.singular.x, compared.dim, singular));
    const { p, q, logRatio, dStar, density } = gathered(compared, nodes, weights);
    const peak = density.reduce((most, value) => (value < Infinity ? Math.max(most, value) : most), 0);
    return {
      p,
      q,
      logRatio,
      dStar,
      score: await snapshot.score(x),
      isNegligible: (node) => density[node] < MIN_RELATIVE_DENSITY * peak,
    };
  });
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
 * Systematic sampling: nodes lighter than 1 / MAX_EVALUATIONS of (p + q) / 2 are picked at equal steps of mass, and
 * each stands for one step. Ascending indices, each with the factor of its masses.
 */
function thinned(compared: DensityComparison): {
  readonly nodes: readonly number[];
  readonly weights: readonly number[];
} {
  const { p, q, singular } = compared;
  const count = p.length + singular.mass.length;
  if (count <= MAX_EVALUATIONS)
    return { nodes: Array.from({ length: count }, (_, i) => i), weights: new Array(count).fill(1) };
  const step = 2 / MAX_EVALUATIONS;
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
