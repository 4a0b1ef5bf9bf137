/** Cell masses in the plane of densities that are sums of many Gaussians: each lays its own on the few cells that it reaches. */
import { normalCdf } from '../../core/math/special/special.js';
import type { KnownDensity } from '../known-density.js';
import type { CellMasses, Geometry } from './geometry.js';

const REACH = 9; // standard deviations: 2e-19 of a coordinate lies beyond

/** Null where the target's density is not said to be such a sum. */
export function sumMasses({ gaussians }: KnownDensity, geometry: Geometry): CellMasses | null {
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

/** The probability of each interval that a Gaussian reaches. */
function along({ at, std, low, step, count }: Axis): { readonly first: number; readonly shares: Float64Array } {
  const first = Math.max(0, Math.floor((at - REACH * std - low) / step));
  const last = Math.min(count, Math.ceil((at + REACH * std - low) / step));
  const edge = (i: number) => (low + i * step - at) / std;
  // Beyond the middle as tails from above, which keep their digits.
  const shares = Float64Array.from({ length: Math.max(0, last - first) }, (_, i) => {
    const [from, to] = [edge(first + i), edge(first + i + 1)];
    return from > 0 ? normalCdf(-from) - normalCdf(-to) : normalCdf(to) - normalCdf(from);
  });
  return { first, shares };
}
