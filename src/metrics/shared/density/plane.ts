/** p_g in the plane from a latent plane, free of sampling noise: triangles of z pushed through G and laid on a grid. */
import type { LatentDistribution } from '../../../core/latent.js';
import { type Comparison, NotComparable, requireMass } from './comparison.js';
import { type Grid, gridOf } from './grid.js';
import type { KnownDensity } from './known-density.js';
import { LATENT_CUT, latentCells } from './latent-cells.js';
import { lay } from './lay.js';
import { total } from './loose.js';
import { nodesOf } from './plane-nodes.js';
import { everyOther, refinement } from './refinement.js';

/** Cells a side of the latent plane, and the grid's steps to choose from, in the target's scale. */
export interface Resolution {
  readonly cells: number;
  readonly steps: readonly number[];
}

const USUAL: Resolution = { cells: 100, steps: [1 / 8, 1 / 4, 1 / 2] }; // 10,201 evaluations of G

export async function plane(
  given: {
    readonly target: KnownDensity;
    readonly latent: LatentDistribution;
    generate(z: Float64Array): Promise<Float64Array>;
  },
  resolution = USUAL,
): Promise<Comparison> {
  const { target, latent } = given;
  const grid = gridOf(target, resolution.steps);
  const x = await given.generate(latentCells(latent, resolution.cells).z);
  if (!x.every(Number.isFinite)) throw new NotComparable("G's output is not finite");
  const at = { target, latent, grid };
  const made = laidOn(x, resolution.cells, at);
  // Computed where it is read: laying half as many cells costs half as much again.
  const coarse = () => laidOn(everyOther(x, resolution.cells), resolution.cells / 2, at);
  if (resolution.cells % 2) return made;
  let change: string | undefined;
  return Object.assign(made, {
    more: () => {
      change ??= refinement(made, coarse);
      return change;
    },
  });
}

function laidOn(
  x: Float64Array,
  side: number,
  at: { readonly target: KnownDensity; readonly latent: LatentDistribution; readonly grid: Grid },
): Comparison {
  const { target, latent, grid } = at;
  const unit = latent.quantile(0.75) - latent.quantile(0.25);
  const laid = lay({ ...latentCells(latent, side), x }, grid, { unit, scale: target.scale });
  const [off, singular] = [total(laid.off), total(laid.singular)];
  requireMass('q', laid.onGrid + off + singular, 1e-9);
  const step = grid.step.map((side) => side.toPrecision(3)).join(' x ');
  return Object.assign(nodesOf(at, laid), {
    says: () =>
      [
        `p_g from ${side} x ${side} latent cells, straight in between, laid on a grid of ${grid.columns} x ${grid.rows} cells, step ${step}`,
        `latent cut at ${LATENT_CUT} a side`,
        ...(singular > 0 ? [`singular mass ${singular.toPrecision(3)}`] : []),
        ...(off > 0 ? [`mass off the grid ${off.toPrecision(3)}`] : []),
      ].join('; '),
    dim: 2,
    singular: { x: Float64Array.from(laid.singular.x), mass: Float64Array.from(laid.singular.mass) },
    samples: null,
  });
}
