/** Cell masses of axis-aligned Gaussian mixtures: products of one-dimensional probabilities, exact and cheap. */

import type { Mode } from '../../core/gan/targets/_target.js';
import { power } from '../../core/math/special/power.js';
import { logSumExp, normalCdf } from '../../core/math/special/special.js';
import type { KnownDensity } from '../known-density.js';
import type { CellMasses, GridGeometry } from './cell-masses.js';

const NEGLIGIBLE_LOG_PROBABILITY = Math.log(1e-18); // of one coordinate's probability

/** Null where the target's density is not the mixture of its modes. */
export function mixtureMasses(target: KnownDensity, geometry: GridGeometry): CellMasses | null {
  const { modes } = target;
  if (!modes || !isGaussianMixture(target, modes)) return null;
  const { dim, low, step, columns, rows } = geometry;
  const counts = [columns, rows].slice(0, dim);
  // tables[mode][coordinate][index along it]: log of the probability of that interval.
  const tables = modes.map(({ mean, std }) =>
    counts.map((count, i) =>
      Float64Array.from({ length: count }, (_, k) =>
        logProbability((low[i] + k * step[i] - mean[i]) / std[i], (low[i] + (k + 1) * step[i] - mean[i]) / std[i]),
      ),
    ),
  );
  const logWeights = modes.map(({ weight }) => Math.log(weight));
  const terms = new Float64Array(modes.length);
  return {
    logMass(cell) {
      const column = cell % columns;
      const row = (cell - column) / columns;
      for (let k = 0; k < terms.length; k++)
        terms[k] = logWeights[k] + tables[k][0][column] + (dim === 2 ? tables[k][1][row] : 0);
      return logSumExp(terms);
    },
    *candidates() {
      for (const [across, along = [0]] of tables) {
        const reached = indicesAbove(across, NEGLIGIBLE_LOG_PROBABILITY);
        for (const row of indicesAbove(along, NEGLIGIBLE_LOG_PROBABILITY))
          for (const column of reached) yield row * columns + column;
      }
    },
  };
}

function indicesAbove(values: ArrayLike<number>, limit: number): number[] {
  return Array.from(values).flatMap((value, i) => (value > limit ? [i] : []));
}

/** Whether the target's density is the mixture of its modes' Gaussians, tested at points in and around every mode. */
export function isGaussianMixture(target: KnownDensity, modes: readonly Mode[]): boolean {
  const offsets = [0, 0.7, -1.9];
  const points = modes.flatMap(({ mean, std }) =>
    offsets.map((offset) => mean.map((m, i) => m + (offset + i) * std[i])),
  );
  const stated = target.logDensity(Float64Array.from(points.flat()));
  return points.every(
    (point, i) => Math.abs(stated[i] - mixtureLogDensity(point, modes)) < 1e-9 * (1 + Math.abs(stated[i])),
  );
}

function mixtureLogDensity(x: readonly number[], modes: readonly Mode[]): number {
  return logSumExp(
    modes.map(({ mean, std, weight }) =>
      x.reduce(
        (sum, value, i) => sum - ((value - mean[i]) / std[i]) ** 2 / 2 - Math.log(std[i] * Math.sqrt(2 * Math.PI)),
        Math.log(weight),
      ),
    ),
  );
}

/** log P(from < Z < to) of a standard normal Z, however far out. */
function logProbability(from: number, to: number): number {
  if (from < 0 && to > 0) return Math.log(normalCdf(to) - normalCdf(from));
  const near = Math.min(Math.abs(from), Math.abs(to));
  const far = Math.max(Math.abs(from), Math.abs(to));
  return logTail(near) + Math.log(-Math.expm1(logTail(far) - logTail(near)));
}

/** log P(Z > z), z >= 0: past 25, where the probability nears underflow, by its asymptotic series. */
function logTail(z: number): number {
  if (z < 25) return Math.log(normalCdf(-z));
  return (-z * z) / 2 - Math.log(z * Math.sqrt(2 * Math.PI)) + Math.log1p(-1 / z ** 2 + 3 / power(z, 4));
}
