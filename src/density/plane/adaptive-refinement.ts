/**
 * Adaptive refinement of the triangulated latent plane: triangles in which a linear G would change a divergence are subdivided,
 * largest error indicator first, until all indicators are below a tolerance or the evaluations of G are spent. Decision 033.
 */
import type { LatentDistribution } from '../../core/gan/latents/_latent.js';
import { NotComparableError } from '../density-comparison.js';
import type { KnownDensity } from '../known-density.js';
import type { RasterScales } from './collapsed-triangles.js';
import type { MappedTriangulation } from './latent-triangulation.js';
import { errorIndicator, interpolationErrors, modeDistances, peakLogDensity } from './refinement-criteria.js';
import { BORDER_EVALUATIONS, refineBorder, type SingularRegion } from './singular-border.js';
import { TriangleSubdivision } from './triangle-subdivision.js';

export interface RefinementLimits {
  /** Sum of all triangles' error indicators, as a share of kl-q-p and of js. */
  readonly tolerance: number;
  /** Evaluations of G beyond those at the vertices of the base triangulation. */
  readonly evaluations: number;
}

export interface AdaptiveRefinement {
  readonly subdivision: TriangleSubdivision;
  /** Number of triangles above the tolerance that were not subdivided. */
  readonly unrefined: number;
  /** Vertices of the region that G maps to curves and points. */
  readonly singular: SingularRegion;
}

interface RefinedMap {
  readonly target: KnownDensity;
  readonly latent: LatentDistribution;
  readonly scales: RasterScales;
  generate(z: Float64Array): Promise<Float64Array>;
}

const MAX_ROUNDS = 200; // a round of fewer triangles than evaluations / MAX_ROUNDS is not worth a call of G

/** `base` has `side` cells a side. Throws `NotComparableError` where G's output is not finite. */
export async function refineAdaptively(
  base: MappedTriangulation,
  side: number,
  { target, latent, scales, generate }: RefinedMap,
  limits: RefinementLimits,
): Promise<AdaptiveRefinement> {
  const peak = peakLogDensity(target, base.x);
  const distances = modeDistances(base.x, target, peak);
  const subdivision = new TriangleSubdivision(base, distances, latent, limits.evaluations + BORDER_EVALUATIONS);
  const state: RefinementState = {
    subdivision,
    scale: target.scale,
    klScale: meanHalfSquaredDistance(base, distances),
    threshold: limits.tolerance / base.masses.length,
    candidates: [],
  };
  const deviations = interpolationErrors(base, side);
  for (let triangle = 0; triangle < base.masses.length; triangle++)
    addCandidate(state, triangle, deviations[triangle >> 1]);
  for (;;) {
    // A triangle needs at most three further vertices, most of them shared with a neighbour. Half of the evaluations that are
    // left are kept for the next rounds.
    const affordable = Math.floor((limits.evaluations - subdivision.addedVertices) / 4);
    if (state.candidates.length === 0 || affordable <= limits.evaluations / MAX_ROUNDS) break;
    const { chosen, rest } = largestErrors(state.candidates, affordable);
    const x = await generate(subdivision.addMidpoints(chosen));
    requireFiniteOutput(x);
    subdivision.setValues(x, modeDistances(x, target, peak));
    state.candidates = rest;
    for (const triangle of chosen) subdivide(state, triangle);
  }
  const singular = await refineBorder(subdivision, {
    scales,
    generate,
    distances: (x) => modeDistances(x, target, peak),
  });
  return { subdivision, unrefined: state.candidates.length, singular };
}

/** Throws `NotComparableError` where an output of G is not finite. */
export function requireFiniteOutput(x: Float64Array): void {
  if (!x.every(Number.isFinite)) throw new NotComparableError("G's output is not finite");
}

interface RefinementCandidate {
  readonly triangle: number;
  readonly error: number;
}

function largestErrors(
  candidates: readonly RefinementCandidate[],
  count: number,
): { chosen: number[]; rest: RefinementCandidate[] } {
  const errors = new Float64Array(candidates.length);
  for (let i = 0; i < candidates.length; i++) errors[i] = candidates[i].error;
  const limit = count < candidates.length ? errors.sort()[candidates.length - count] : 0;
  const chosen: number[] = [];
  const rest: RefinementCandidate[] = [];
  for (const candidate of candidates) {
    if (candidate.error >= limit && chosen.length < count) chosen.push(candidate.triangle);
    else rest.push(candidate);
  }
  return { chosen, rest };
}

interface RefinementState {
  readonly subdivision: TriangleSubdivision;
  /** The target's. */
  readonly scale: number;
  /** Estimate of KL(q || p): the mean of half the squared distance from the data. */
  readonly klScale: number;
  readonly threshold: number;
  candidates: RefinementCandidate[];
}

/** Adds a triangle in which G deviates from linear by `deviation`, in units of x, if its error is above the threshold. */
function addCandidate(
  { subdivision, scale, klScale, threshold, candidates }: RefinementState,
  triangle: number,
  deviation: number,
): void {
  if (deviation === 0) return;
  const mass = subdivision.mass(triangle);
  const error = errorIndicator({ mass, deviation: deviation / scale }, subdivision.extentOf(triangle, scale), klScale);
  if (error > threshold) candidates.push({ triangle, error });
}

function subdivide(state: RefinementState, triangle: number): void {
  const { subdivision } = state;
  const deviation = subdivision.midpointError(triangle);
  const first = subdivision.subdivide(triangle);
  // A kink is in one or two of the four parts, with half the deviation; a smooth bend is in all, with a quarter of it.
  for (let k = 0; k < 4; k++) addCandidate(state, first + k, deviation / 2);
}

/** E_q of half the squared distance from the data: -log p of a Gaussian, up to a constant. */
function meanHalfSquaredDistance({ vertices, masses }: MappedTriangulation, distances: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < vertices.length; k++) sum += (masses[(k / 3) | 0] * distances[vertices[k]] ** 2) / 6;
  return sum;
}
