/** Cell masses of a sum of many equal Gaussians in the plane: each adds its own to the few cells within its reach. */
import { normalCdf } from '../../core/math/special/special.js';
import type { KnownDensity } from '../known-density.js';
import type { CellMasses, GridGeometry } from './cell-masses.js';

const MAX_DEVIATIONS = 9; // of a Gaussian from its mean: 2e-19 of a coordinate's mass lies beyond

/** Null where the target does not state that its density is such a sum. */
export function gaussianSumMasses({ gaussians }: KnownDensity, geometry: GridGeometry): CellMasses | null {
  if (!gaussians || geometry.dim !== 2) return null;
  const { places, weights, std } = gaussians;
  const { low, step, columns, rows } = geometry;
  const masses = new Float64Array(columns * rows);
  for (let k = 0; k < weights.length; k++) {
    if (weights[k] === 0) continue;
    const across = along({ at: places[2 * k], std, low: low[0], step: step[0], count: columns });
    const up = along({ at: places[2 * k + 1], std, low: low[1], step: step[1], count: rows });
    for (let j = 0; j < up.shares.length; j++) {
      const share = weights[k] * up.shares[j];
      const from = (up.first + j) * columns + across.first;
      for (let i = 0; i < across.shares.length; i++) masses[from + i] += share * across.shares[i];
    }
  }
  return {
    logMass: (cell) => Math.log(masses[cell]),
    *candidates() {
      for (const [cell, mass] of masses.entries()) if (mass > 0) yield cell;
    },
  };
}

interface Axis {
  readonly at: number;
  readonly std: number;
  readonly low: number;
  readonly step: number;
  readonly count: number;
}

/** The probability of each interval within a Gaussian's reach. */
function along({ at, std, low, step, count }: Axis): { readonly first: number; readonly shares: Float64Array } {
  const first = Math.max(0, Math.floor((at - MAX_DEVIATIONS * std - low) / step));
  const last = Math.min(count, Math.ceil((at + MAX_DEVIATIONS * std - low) / step));
  const edge = (i: number) => (low + i * step - at) / std;
  // Above the mean as differences of upper tails, which keep their digits.
  const shares = Float64Array.from({ length: Math.max(0, last - first) }, (_, i) => {
    const [from, to] = [edge(first + i), edge(first + i + 1)];
    return from > 0 ? normalCdf(-from) - normalCdf(-to) : normalCdf(to) - normalCdf(from);
  });
  return { first, shares };
}
