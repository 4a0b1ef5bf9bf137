/** Shared by the metrics of both players' Hessians. */
import { z } from 'zod';
import type { Player } from '../../core/gan/players.js';
import type { Complex } from '../../core/math/eigen/krylov.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import type { MetricValue } from '../../records/metric-value.js';
import type { VectorValue } from '../metric.js';
import { COST_NOTE } from './_jacobian.js';
import { hessianEigenvalues, KRYLOV_NOTE, modulus, realPart } from './_spectrum.js';

export const end = z
  .enum(['largest', 'least'])
  .default('largest')
  .describe('end of the spectrum; the least eigenvalue is negative at a saddle');

export const HESSIAN_NOTES = [
  'The Hessian of the loss that the player minimises, regularizers included: minus a diagonal block of the game’s ' +
    'Jacobian. Over a batch of 512 that is drawn once per seed; exact in closed-form games.',
  'At a minimum of the player’s loss no eigenvalue is negative. A game may be stable where a player is at a saddle: ' +
    'a stable point need not be a Nash equilibrium.',
  'The 20 eigenvalues of largest modulus are kept in `curves/`, the largest first.',
  KRYLOV_NOTE,
  COST_NOTE,
];

export async function extremeEigenvalue(
  snapshot: Snapshot,
  player: Player,
  end: 'largest' | 'least',
): Promise<MetricValue> {
  const rank = end === 'largest' ? realPart : (value: Complex) => -value.real;
  const found = await hessianEigenvalues(snapshot, player, { rank, count: 1 });
  return 'absent' in found ? found : { value: found[0].real };
}

const MAX_EIGENVALUES = 20; // kept, of largest modulus

/** The eigenvalues of largest modulus; NaN for those that Krylov's method did not find. */
export async function largestEigenvalues(snapshot: Snapshot, player: Player): Promise<VectorValue> {
  const count = Math.min(MAX_EIGENVALUES, snapshot.game?.sizes[player] ?? MAX_EIGENVALUES);
  const found = await hessianEigenvalues(snapshot, player, { rank: modulus, count });
  if ('absent' in found) return found;
  const data = new Float64Array(count).fill(Number.NaN);
  found.forEach((value, i) => {
    data[i] = value.real;
  });
  return { shape: [count], data };
}
