/** The latent plane cut finer where straight lines between the corners would be wrong: triangles into four, again and again. */
import type { LatentDistribution } from '../../core/gan/latents/_latent.js';
import { NotComparable } from '../comparison.js';
import type { KnownDensity } from '../known-density.js';
import { distancesOf, missesOf, peakOf, worthOf } from './bends.js';
import type { Image } from './latent-cells.js';
import { Quarters } from './quarters.js';

export interface Limits {
  /** What all triangles together may err by, as they are judged, as a share of kl-q-p and of js. */
  readonly tolerance: number;
  /** Evaluations of G beyond those at the corners of the cells. */
  readonly evaluations: number;
}

export interface Adapted {
  readonly quarters: Quarters;
  /** Triangles that were left whole for want of evaluations. */
  readonly left: number;
}

interface Given {
  readonly target: KnownDensity;
  readonly latent: LatentDistribution;
  generate(z: Float64Array): Promise<Float64Array>;
}

/** `base` is a cut of `side` cells a side. */
export async function adaptiveCells(base: Image, side: number, given: Given, limits: Limits): Promise<Adapted> {
  const { target, latent, generate } = given;
  const peak = peakOf(target, base.x);
  const distances = distancesOf(base.x, target, peak);
  const quarters = new Quarters(base, distances, latent, limits.evaluations);
  const judging: Judging = {
    quarters,
    scale: target.scale,
    depth: meanHalfSquare(base, distances),
    threshold: limits.tolerance / base.masses.length,
    open: [],
  };
  const misses = missesOf(base, side);
  for (let triangle = 0; triangle < base.masses.length; triangle++) judge(judging, triangle, misses[triangle >> 1]);
  for (;;) {
    // A triangle needs three further points at most, most of them shared with a neighbour: half are left for the quarters.
    const affordable = Math.floor((limits.evaluations - quarters.added) / 4);
    if (judging.open.length === 0 || affordable <= limits.evaluations / FEW) break;
    const { chosen, rest } = worthiest(judging.open, affordable);
    const x = await generate(quarters.addMiddles(chosen));
    requireFinite(x);
    quarters.evaluated(x, distancesOf(x, target, peak));
    judging.open = rest;
    for (const triangle of chosen) cut(judging, triangle);
  }
  return { quarters, left: judging.open.length };
}

const FEW = 200; // a round of fewer triangles than one for so many evaluations in all is not worth a call

interface Open {
  readonly triangle: number;
  readonly worth: number;
}

function worthiest(open: readonly Open[], count: number): { chosen: number[]; rest: Open[] } {
  const worths = new Float64Array(open.length);
  for (let i = 0; i < open.length; i++) worths[i] = open[i].worth;
  const limit = count < open.length ? worths.sort()[open.length - count] : 0;
  const chosen: number[] = [];
  const rest: Open[] = [];
  for (const one of open) {
    if (one.worth >= limit && chosen.length < count) chosen.push(one.triangle);
    else rest.push(one);
  }
  return { chosen, rest };
}

export function requireFinite(x: Float64Array): void {
  if (!x.every(Number.isFinite)) throw new NotComparable("G's output is not finite");
}

interface Judging {
  readonly quarters: Quarters;
  readonly scale: number;
  readonly depth: number;
  readonly threshold: number;
  open: Open[];
}

function judge({ quarters, scale, depth, threshold, open }: Judging, triangle: number, miss: number): void {
  if (miss === 0) return;
  const worth = worthOf({ mass: quarters.mass(triangle), miss: miss / scale }, quarters.lie(triangle, scale), depth);
  if (worth > threshold) open.push({ triangle, worth });
}

function cut(judging: Judging, triangle: number): void {
  const { quarters } = judging;
  const miss = quarters.missOf(triangle);
  const first = quarters.cut(triangle);
  // A kink is in one or two of the quarters, half as far from straight as before; a smooth bend in all, a quarter as far.
  for (let k = 0; k < 4; k++) judge(judging, first + k, miss / 2);
}

/** E_q of half the squared distance from the data: what -log p comes to, for a Gaussian. */
function meanHalfSquare({ corners, masses }: Image, distances: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < corners.length; k++) sum += (masses[(k / 3) | 0] * distances[corners[k]] ** 2) / 6;
  return sum;
}
