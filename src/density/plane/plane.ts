/** p_g in the plane from a latent plane, free of sampling noise: triangles of z pushed through G and laid on a grid. */
import type { LatentDistribution } from '../../core/gan/latents/_latent.js';
import { type Comparison, requireMass } from '../comparison.js';
import type { KnownDensity } from '../known-density.js';
import { adaptiveCells, type Limits, requireFinite } from './adaptive-cells.js';
import { type Grid, gridOf } from './grid.js';
import { type Image, LATENT_CUT, latentCells } from './latent-cells.js';
import { lay } from './lay.js';
import { total } from './loose.js';
import { nodesOf } from './plane-nodes.js';
import { everyOther, refinement } from './refinement.js';

/** Cells a side of the latent plane, and the grid's steps to choose from, in the target's scale. */
export interface Resolution {
  readonly cells: number;
  readonly steps: readonly number[];
  readonly limits?: Limits;
}

const USUAL: Resolution = {
  cells: 64, // a side: 4,225 evaluations of G
  steps: [1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2],
  limits: { tolerance: 0.3, evaluations: 5000 },
};

export async function plane(
  given: {
    readonly target: KnownDensity;
    readonly latent: LatentDistribution;
    /** G is known to be: where it is of rank one, q lies on a curve. */
    readonly isPiecewiseLinear?: boolean;
    generate(z: Float64Array): Promise<Float64Array>;
  },
  resolution = USUAL,
): Promise<Comparison> {
  const { target, latent, isPiecewiseLinear = false } = given;
  const { cells, steps, limits } = resolution;
  const x = await given.generate(latentCells(latent, cells).z);
  requireFinite(x);
  const base: Image = { ...latentCells(latent, cells), x };
  const grid = gridOf(target, steps);
  const at = { target, latent, isPiecewiseLinear, grid };
  const onHalf = (image: Image) => laidOn(image, '', { ...at, grid: gridOf(target, [coarser(grid, target)]) });
  const adapted = limits && (await adaptiveCells(base, cells, given, limits));
  if (adapted?.quarters.added) {
    const { quarters, left } = adapted;
    const says = `${cells} x ${cells} latent cells and ${quarters.added} points more where G bends`;
    const whole = left > 0 ? [`${left} triangles left whole for want of more`] : [];
    const leaves = quarters.leaves();
    const made = laidOn(leaves, says, at, whole);
    return telling(made, () => [
      refinement(made, () => laidOn(quarters.beforeLast(), '', at), 'by the last cut'),
      refinement(made, () => onHalf(leaves), FINER),
    ]);
  }
  const made = laidOn(base, `${cells} x ${cells} latent cells`, at);
  const half = () => laidOn({ ...latentCells(latent, cells / 2), x: everyOther(x, cells) }, '', at);
  return telling(made, () => [
    ...(cells % 2 ? [] : [refinement(made, half, 'from half as many cells a side')]),
    refinement(made, () => onHalf(base), FINER),
  ]);
}

const FINER = 'from a grid of half as many cells a side';

function coarser({ step }: Grid, { scale }: KnownDensity): number {
  return (2 * Math.max(...step)) / scale;
}

/** Computed where it is read, once: laying once more costs half as much again. */
function telling(made: Comparison, tell: () => readonly string[]): Comparison {
  let change: string | undefined;
  return Object.assign(made, {
    more: () => {
      change ??= tell().join('; ');
      return change;
    },
  });
}

function laidOn(
  image: Image,
  from: string,
  at: {
    readonly target: KnownDensity;
    readonly latent: LatentDistribution;
    readonly isPiecewiseLinear: boolean;
    readonly grid: Grid;
  },
  further: readonly string[] = [],
): Comparison {
  const { target, latent, isPiecewiseLinear, grid } = at;
  const unit = latent.quantile(0.75) - latent.quantile(0.25);
  const laid = lay(image, grid, { unit, scale: target.scale, isPiecewiseLinear });
  const [off, singular] = [total(laid.off), total(laid.singular)];
  requireMass('q', laid.onGrid + off + singular, 1e-9);
  const step = grid.step.map((side) => side.toPrecision(3)).join(' x ');
  return Object.assign(nodesOf(at, laid), {
    says: () =>
      [
        `p_g from ${from}, straight in between, laid on a grid of ${grid.columns} x ${grid.rows} cells, step ${step}`,
        ...further,
        `latent cut at ${LATENT_CUT} a side`,
        ...(singular > 0 ? [`singular mass ${singular.toPrecision(3)}`] : []),
        ...(off > 0 ? [`mass off the grid ${off.toPrecision(3)}`] : []),
      ].join('; '),
    dim: 2,
    singular: { x: Float64Array.from(laid.singular.x), mass: Float64Array.from(laid.singular.mass) },
    samples: null,
  });
}
