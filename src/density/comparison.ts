/** p and q brought to common nodes: the points of a quadrature, or the cells of a grid. Divergences are sums over them. */

export interface Comparison {
  /** The estimator with its n, grid step and limits, for people. */
  says(): string;
  /** What there is to add that takes time to find out: what a coarser cut changes. */
  more?(): string;
  readonly dim: number;
  /** Rows of `dim`: the nodes. */
  readonly x: Float64Array;
  /** The same of some nodes only: a plane may have a hundred thousand. */
  rows(nodes: readonly number[]): Float64Array;
  /** p's and q's mass at each node. q is without its singular part. */
  readonly p: Float64Array;
  readonly q: Float64Array;
  /** log p - log q at each node, perhaps infinite; right even where p's mass underflows. */
  readonly logRatio: Float64Array;
  /** p's mass where q is positive, and too small for numbers: what log p - log q weighs there nobody can say. */
  readonly unreached?: number;
  /** A node's length or area: mass over it is density. */
  size(node: number): number;
  /** Where q has mass but no density (atoms; curves in the plane): points that stand for it. D* = 0 there. */
  readonly singular: { readonly x: Float64Array; readonly mass: Float64Array };
  /** How many samples of G the masses of q come from; null where they are free of sampling noise. */
  readonly samples: number | null;
}

export function singularMass({ singular }: Comparison): number {
  return sum(singular.mass);
}

/** Some rows of x. */
export function rowsOf(x: Float64Array, dim: number, nodes: readonly number[]): Float64Array {
  const out = new Float64Array(nodes.length * dim);
  nodes.forEach((node, k) => {
    for (let i = 0; i < dim; i++) out[k * dim + i] = x[node * dim + i];
  });
  return out;
}

export function sum(values: Float64Array): number {
  let all = 0;
  for (let i = 0; i < values.length; i++) all += values[i]; // a plane has a hundred thousand
  return all;
}

/** Why p and q could not be compared on this run: readings are absent with this reason. */
export class NotComparable extends Error {}

/** Refuses masses that do not come to one: divergences of them would be wrong. */
export function requireMass(of: 'p' | 'q', mass: number, error: number): void {
  if (!(Math.abs(mass - 1) <= error))
    throw new NotComparable(`the mass of ${of} came to ${mass} instead of 1, within ${error}`);
}
