/** D's scores where p and q have their mass, beside D*: what every comparison of D with its optimum is a sum over. */
import { sigmoid } from '../../../core/math/special.js';
import type { Snapshot } from '../../snapshot.js';
import { compare } from '../density/compare.js';
import type { Comparison } from '../density/comparison.js';

export interface DiscriminatorNodes {
  /** p's and q's mass at each node; q's singular part included. */
  readonly p: Float64Array;
  readonly q: Float64Array;
  /** log p - log q, the logit of D*; -Infinity where q is singular. */
  readonly logRatio: Float64Array;
  readonly dStar: Float64Array;
  readonly score: Float64Array;
  /** p + q is below 1e-6 of its peak: D* is there, but nothing to judge D by. */
  isNowhere(node: number): boolean;
}

const NOWHERE = 1e-6; // of the peak of p + q
const MOST = 8192; // evaluations of D: more nodes are thinned, the heaviest kept as they are

/** Computed once a snapshot. */
export function discriminatorNodes(snapshot: Snapshot): Promise<DiscriminatorNodes | { readonly absent: string }> {
  return snapshot.share('discriminator/nodes', async () => {
    const compared = await compare(snapshot);
    if ('absent' in compared) return compared;
    const { x, p, q, logRatio, density } = thinned(withSingular(compared), compared.dim);
    const peak = density.reduce((most, value) => (value < Infinity ? Math.max(most, value) : most), 0);
    return {
      p,
      q,
      logRatio,
      dStar: logRatio.map(sigmoid),
      score: await snapshot.score(x),
      isNowhere: (node) => density[node] < NOWHERE * peak,
    };
  });
}

interface Nodes {
  /** p + q, infinite where q is singular. */
  readonly density: Float64Array;
  readonly x: Float64Array;
  readonly p: Float64Array;
  readonly q: Float64Array;
  readonly logRatio: Float64Array;
}

function withSingular({ x, p, q, logRatio, size, singular }: Comparison): Nodes {
  const count = singular.mass.length;
  return {
    density: joined(
      p.map((mass, i) => (mass + q[i]) / size[i]),
      new Float64Array(count).fill(Infinity),
    ),
    x: joined(x, singular.x),
    p: joined(p, new Float64Array(count)),
    q: joined(q, singular.mass),
    logRatio: joined(logRatio, new Float64Array(count).fill(-Infinity)),
  };
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
}

/** Systematic sampling: nodes lighter than 1 / MOST of (p + q) / 2 are picked at equal steps of mass, and stand for one step. */
function thinned(nodes: Nodes, dim: number): Nodes {
  const { x, p, q, logRatio, density } = nodes;
  if (p.length <= MOST) return nodes;
  const step = 2 / MOST;
  const kept: number[] = [];
  const weights: number[] = [];
  let passed = step / 2;
  for (let i = 0; i < p.length; i++) {
    const mass = p[i] + q[i];
    if (mass >= step) {
      kept.push(i);
      weights.push(1);
      continue;
    }
    passed += mass;
    if (passed < step) continue;
    passed -= step;
    kept.push(i);
    weights.push(step / mass);
  }
  return {
    x: Float64Array.from(kept.flatMap((i) => [...x.subarray(i * dim, (i + 1) * dim)])),
    p: Float64Array.from(kept, (i, k) => p[i] * weights[k]),
    q: Float64Array.from(kept, (i, k) => q[i] * weights[k]),
    logRatio: Float64Array.from(kept, (i) => logRatio[i]),
    density: Float64Array.from(kept, (i) => density[i]),
  };
}
