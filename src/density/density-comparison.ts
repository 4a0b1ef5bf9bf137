/** p and q on common nodes, the points of a quadrature or the cells of a grid. Every divergence is a sum over the nodes. */

import type { QuadraturePanel } from './line/panels.js';

export interface ResolutionErrors {
  /** The sum of what they change js by and the interpolation error, in nats: the size of its error, not a bound. */
  readonly js: number;
  /** For people. */
  readonly text: string;
}

export interface DensityComparison {
  /** The estimator with its n, grid step and limits, for people. */
  estimator(): string;
  /** What G's linear pieces change js by, in nats, by an independent check; 0 where there are none. */
  readonly interpolationError?: number;
  /** What coarser resolutions change. Takes time to compute, once. */
  resolutionErrors?(): ResolutionErrors;
  readonly dim: number;
  /** The nodes' positions, rows of `dim`. */
  readonly x: Float64Array;
  /** The positions of some nodes only: a plane may have a hundred thousand. */
  positions(nodes: readonly number[]): Float64Array;
  /** p's mass at each node. */
  readonly p: Float64Array;
  /** q's mass at each node, without its singular part. */
  readonly q: Float64Array;
  /** log of q's mass at each node, correct even where it underflows; absent where that does not happen. */
  readonly logQ?: Float64Array;
  /** log p - log q at each node, perhaps infinite; correct even where p's mass underflows. */
  readonly logRatio: Float64Array;
  /** p's mass where q is positive but underflows, so that log p - log q is unknown. */
  readonly unreachedMass?: number;
  /** On which sides q goes on beyond the nodes where it is positive. */
  readonly unbounded?: { readonly down: boolean; readonly up: boolean };
  /** A node's length or area: mass over it is density. */
  cellSize(node: number): number;
  /** Points that represent q's singular mass, which has no density (atoms; in the plane curves). D* = 0 there. */
  readonly singular: { readonly x: Float64Array; readonly mass: Float64Array };
  /** Of an exact comparison on a line: its panels, and the same comparison on others. */
  readonly line?: LineQuadrature;
  /** How many samples of G the masses of q come from; null where they are free of sampling noise. */
  readonly samples: number | null;
}

/** The panels of an exact comparison on a line. */
export interface LineQuadrature {
  readonly panels: readonly QuadraturePanel[];
  /** Whether q is exact, so that halving panels is worth while. */
  readonly isExact: boolean;
  /** The comparison on the nodes of these panels. */
  on(panels: readonly QuadraturePanel[]): DensityComparison;
  /** At ascending x, outside q's atoms: log p - log q and log(p + q). */
  at(x: Float64Array): { readonly logRatio: Float64Array; readonly logDensity: Float64Array };
}

/** q's mass without a density. */
export function singularMass({ singular }: DensityComparison): number {
  return sum(singular.mass);
}

/** The given rows of x, rows of `dim`. */
export function selectRows(x: Float64Array, dim: number, rows: readonly number[]): Float64Array {
  const out = new Float64Array(rows.length * dim);
  rows.forEach((row, k) => {
    for (let i = 0; i < dim; i++) out[k * dim + i] = x[row * dim + i];
  });
  return out;
}

/** The sum of all values. */
export function sum(values: Float64Array): number {
  let all = 0;
  for (let i = 0; i < values.length; i++) all += values[i]; // not reduce: a plane has a hundred thousand
  return all;
}

/** p and q cannot be compared on this snapshot. What is computed from a comparison is absent, with the message as its reason. */
export class NotComparableError extends Error {}

/** Throws `NotComparableError` where a mass is not one within `error`: divergences of it would be wrong. */
export function requireUnitMass(of: 'p' | 'q', mass: number, error: number): void {
  if (!(Math.abs(mass - 1) <= error))
    throw new NotComparableError(`the mass of ${of} is ${mass}, not 1 within ${error}`);
}
