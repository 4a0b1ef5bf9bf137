/**
 * q in the plane, from a two-dimensional latent: its push-forward through a triangulation, without sampling noise.
 *
 * 1. The latent plane is cut into triangles of known mass (`latent-triangulation.ts`), and G is evaluated at their vertices.
 * 2. Triangles in which a linear G would change a divergence are subdivided, largest error first, until a number of
 *    evaluations is spent (`adaptive-refinement.ts`).
 * 3. The images of the triangles are rasterised on a grid over the target's bounds, each cell getting exactly the mass of the
 *    part that covers it (`rasterize.ts`). A triangle whose image is a curve or a point is singular mass, and so is a part of those
 *    across the border of that region (`singular-border.ts`).
 * 4. Cells, parts of cells in which q is much denser (`dense-subcells.ts`) and mass off the grid are the nodes at which q is
 *    compared with p (`plane-nodes.ts`).
 *
 * Errors: G is linear within a triangle, and densities are constant within a cell. The estimator's text states what the last
 * refinement and the finer of two grids changed: the sizes of both errors, not bounds on them. Decisions 031 to 034.
 */

import type { LatentDistribution } from '../../core/gan/latents/_latent.js';
import { maximum } from '../../core/math/long-lists.js';
import { significant } from '../../core/text/plain-numbers.js';
import { type DensityComparison, type ResolutionErrors, requireUnitMass, singularMass } from '../density-comparison.js';
import { jensenShannon, klDivergenceQP } from '../divergences.js';
import type { KnownDensity } from '../known-density.js';
import { type RefinementLimits, refineAdaptively, requireFiniteOutput } from './adaptive-refinement.js';
import { collapsedTriangles, type RasterScales } from './collapsed-triangles.js';
import { type Grid, gridOf } from './grid.js';
import { interpolationError } from './interpolation-check.js';
import {
  everyOtherVertex,
  LATENT_TAIL_MASS,
  latentTriangulation,
  type MappedTriangulation,
} from './latent-triangulation.js';
import { totalMass } from './off-grid-mass.js';
import { planeNodes } from './plane-nodes.js';
import { rasterize } from './rasterize.js';
import { singularRegion } from './singular-border.js';

export interface PlaneResolution {
  /** Cells a side of the latent plane. */
  readonly cells: number;
  /** Steps of the grid to choose from, in the target's scale, the preferred one first. */
  readonly steps: readonly number[];
  /** Without: the triangulation stays as it is. */
  readonly limits?: RefinementLimits;
}

const DEFAULT_RESOLUTION: PlaneResolution = {
  cells: 64, // a side: 4,225 evaluations of G
  steps: [1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2],
  limits: { tolerance: 0.3, evaluations: 5000 },
};

const MAX_MASS_ERROR = 1e-9;

/**
 * q against p, for a latent and a target of two dimensions. Throws `NotComparableError` where G's output is not finite or a
 * mass does not sum to one.
 */
export async function compareInPlane(
  given: {
    readonly target: KnownDensity;
    readonly latent: LatentDistribution;
    /** Where a piecewise linear G is of rank one, q lies on a curve; where a smooth one nearly is, q has a pole. */
    readonly isPiecewiseLinear?: boolean;
    generate(z: Float64Array): Promise<Float64Array>;
  },
  resolution = DEFAULT_RESOLUTION,
): Promise<DensityComparison> {
  const { target, latent, isPiecewiseLinear = false } = given;
  const { cells, steps, limits } = resolution;
  const x = await given.generate(latentTriangulation(latent, cells).z);
  requireFiniteOutput(x);
  const base: MappedTriangulation = { ...latentTriangulation(latent, cells), x };
  const grid = gridOf(target, steps);
  const scales: RasterScales = {
    latentScale: latent.quantile(0.75) - latent.quantile(0.25),
    targetScale: target.scale,
    isPiecewiseLinear,
  };
  const refined = limits && (await refineAdaptively(base, cells, { ...given, scales }, limits));
  if (refined?.subdivision.addedVertices) {
    const { subdivision, unrefined, singular } = refined;
    const source = `${cells} x ${cells} latent cells and ${subdivision.addedVertices} points more where G bends`;
    const notes = unrefined > 0 ? [`${unrefined} triangles not subdivided: evaluations spent`] : [];
    const leaves = subdivision.leaves();
    const at = { target, latent, scales, grid, isInside: singular.isInside };
    const fine = compareOnGrid(leaves, source, at, notes);
    return withResolutionErrors(fine, await interpolationError(leaves, target, given.generate), () => [
      resolutionChange(fine, compareOnGrid(subdivision.beforeLastSubdivision(), '', at), BEFORE_LAST_REFINEMENT),
      resolutionChange(fine, compareOnGrid(leaves, '', { ...at, grid: coarser(grid, target) }), HALF_GRID),
    ]);
  }
  const probe = { scales, generate: given.generate };
  const { isInside } = await singularRegion(base, collapsedTriangles(base, scales), probe);
  const at = { target, latent, scales, grid, isInside };
  const fine = compareOnGrid(base, `${cells} x ${cells} latent cells`, at);
  const onHalf = () => {
    const half = { ...latentTriangulation(latent, cells / 2), x: everyOtherVertex(x, cells) };
    return compareOnGrid(half, '', { ...at, isInside: everyOther(isInside, cells) });
  };
  return withResolutionErrors(fine, await interpolationError(base, target, given.generate), () => [
    ...(cells % 2 ? [] : [resolutionChange(fine, onHalf(), HALF_TRIANGULATION)]),
    resolutionChange(fine, compareOnGrid(base, '', { ...at, grid: coarser(grid, target) }), HALF_GRID),
  ]);
}

function coarser(grid: Grid, target: KnownDensity): Grid {
  return gridOf(target, [2 * stepOf(grid, target)]);
}

/** The flags of the vertices that are among those of half as many cells a side. */
function everyOther(flags: Uint8Array, cells: number): Uint8Array {
  const doubled = Float64Array.from({ length: 2 * flags.length }, (_, i) => flags[i >> 1]);
  return Uint8Array.from(everyOtherVertex(doubled, cells).filter((_, i) => i % 2 === 0));
}

const BEFORE_LAST_REFINEMENT = 'relative to the triangles before the last refinement';
const HALF_TRIANGULATION = 'relative to half as many latent cells a side';
const HALF_GRID = 'relative to a grid of half as many cells a side';

/** The grid's larger step, in the target's scale. */
function stepOf({ step }: Grid, { scale }: KnownDensity): number {
  return maximum(step) / scale;
}

/** The errors are computed once, on demand: rasterising at another resolution costs half as much again. */
function withResolutionErrors(
  fine: DensityComparison,
  interpolation: number,
  changes: () => readonly ResolutionErrors[],
): DensityComparison {
  let found: ResolutionErrors | undefined;
  const resolutionErrors = () => {
    found ??= combined(changes(), interpolation);
    return found;
  };
  return Object.assign(fine, { interpolationError: interpolation, resolutionErrors });
}

function combined(changes: readonly ResolutionErrors[], interpolation: number): ResolutionErrors {
  const js = changes.reduce((all, change) => all + change.js, interpolation);
  const texts = changes.map(({ text }) => text);
  return { js, text: [...texts, `error of js about ${significant(js, 1)}`].join('; ') };
}

/** By how much the divergences changed from a coarser resolution to the fine one. */
function resolutionChange(fine: DensityComparison, coarse: DensityComparison, relativeTo: string): ResolutionErrors {
  const change = (of: (comparison: DensityComparison) => number) => {
    const [from, to] = [of(coarse), of(fine)];
    return from === to ? 0 : to - from;
  };
  const write = (of: (comparison: DensityComparison) => number) =>
    change(of) === 0 ? '0' : significant(change(of), 2);
  const singular = singularMass(fine) > 0 ? `, and the singular mass by ${write(singularMass)}` : '';
  return {
    js: Math.abs(change(jensenShannon)),
    text: `${relativeTo}, js changed by ${write(jensenShannon)} and kl-q-p by ${write(klDivergenceQP)}${singular}`,
  };
}

function compareOnGrid(
  image: MappedTriangulation,
  source: string,
  at: {
    readonly target: KnownDensity;
    readonly latent: LatentDistribution;
    readonly scales: RasterScales;
    readonly grid: Grid;
    readonly isInside: Uint8Array;
  },
  notes: readonly string[] = [],
): DensityComparison {
  const { grid } = at;
  const rasterized = rasterize(image, grid, at.scales, at.isInside);
  const [offGrid, singular] = [totalMass(rasterized.offGrid), totalMass(rasterized.singular)];
  requireUnitMass('q', rasterized.onGrid + offGrid + singular, MAX_MASS_ERROR);
  const step = grid.step.map((side) => significant(side, 3)).join(' x ');
  return Object.assign(planeNodes(at, rasterized), {
    estimator: () =>
      [
        `q from ${source}, linear in between, rasterised on a grid of ${grid.columns} x ${grid.rows} cells, step ${step}`,
        ...notes,
        `latent truncated at mass ${LATENT_TAIL_MASS} a side`,
        ...(singular > 0 ? [singularText(singular, rasterized.singularError)] : []),
        // It is in no estimate's error: js has (ln 2) / 2 per unit of it, and log p is known there.
        ...(offGrid > 0 ? [`mass off the grid ${significant(offGrid, 3)}, where p has less than 1e-9`] : []),
      ].join('; '),
    dim: 2,
    singular: { x: Float64Array.from(rasterized.singular.x), mass: Float64Array.from(rasterized.singular.mass) },
    samples: null,
  });
}

function singularText(mass: number, error: number): string {
  const text = `singular mass ${significant(mass, 3)}`;
  return error > 0 ? `${text}, standard error ${significant(error, 2)}` : text;
}
