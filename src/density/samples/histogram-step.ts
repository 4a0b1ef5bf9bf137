/** The step of a histogram's grid, by the number of samples. */

import { power } from '../../core/math/special/power.js';
import type { KnownDensity } from '../known-density.js';
import { gridOf } from '../plane/grid.js';

const REFERENCE_STEP = 0.5; // of the target's scale: the integral of p^2 is computed on this grid

const ofTarget = new WeakMap<KnownDensity, number>();

/**
 * How many of n samples of p one Gaussian mode of std `scale` would have if p were made of such modes alone:
 * n scale^d (4 pi)^(d / 2) times the integral of p^2, which is n over the number of modes for equal ones.
 */
export function samplesPerMode(target: KnownDensity, n: number): number {
  const share = ofTarget.get(target) ?? shareOfMode(target);
  ofTarget.set(target, share);
  return n * share;
}

function shareOfMode(target: KnownDensity): number {
  const grid = gridOf(target, [REFERENCE_STEP]);
  const volume = grid.step.reduce((all, side) => all * side, 1);
  let squares = 0;
  for (const cell of grid.support) squares += Math.exp(2 * grid.logMass(cell));
  return (squares / volume) * power(target.scale * Math.sqrt(4 * Math.PI), target.dim);
}

/**
 * Scott's normal reference rule, in the target's scale: 3.49 N^(-1 / (d + 2)), N samples per mode. It minimises the integrated
 * squared error of the density, as functions of q's density itself need. Scott, Biometrika 66, 1979; Multivariate Density
 * Estimation, 1992, section 3.4.
 */
export function densityStep(target: KnownDensity, n: number): number {
  return 3.49 * power(samplesPerMode(target, n), -1 / (target.dim + 2));
}

const MAX_COMPARISON_STEP = 1; // of the target's scale: wider cells blur the modes themselves

/**
 * 4 N^(-2 / (d + 4)), in the target's scale: finer, since a sum over all cells averages their noise. The exponent is that of
 * the number of cells of the most powerful chi-squared test of p = q: Mann and Wald, Annals of Mathematical Statistics 13, 1942
 * (n^(2 / 5) cells on a line); Ingster, Theory of Probability and Its Applications 31, 1987. The factor is from simulations.
 */
export function comparisonStep(target: KnownDensity, n: number): number {
  return Math.min(MAX_COMPARISON_STEP, 4 * power(samplesPerMode(target, n), -2 / (target.dim + 4)));
}
