/** What the metrics of both players' Hessians share. */
import { z } from 'zod';
import type { Player } from '../../core/gan/players.js';
import type { Complex } from '../../core/math/eigen/krylov.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import type { MetricValue } from '../../records/metric-value.js';
import type { VectorValue } from '../metric.js';
import { COST_NOTE } from './_jacobian.js';
import { hessianOf, KRYLOV_NOTE, modulus, real } from './_spectrum.js';

export const end = z
  .enum(['largest', 'least'])
  .default('largest')
  .describe('which end of the spectrum; the least is below 0 at a saddle');

export const HESSIAN_NOTES = [
  'Of the loss that the player minimises, regularizers included: minus a diagonal block of the game’s Jacobian. Over a batch of 512, ' +
    'drawn once a seed; exact in closed-form games.',
  'A player at a minimum of its own has no eigenvalue below 0. A game can be stable where a player is at a saddle: a stable point ' +
    'need not be a Nash equilibrium.',
  'Beside the reading, the 20 of largest size are kept, in `curves/`, the largest size first.',
  KRYLOV_NOTE,
  COST_NOTE,
];

export async function hessianEnd(snapshot: Snapshot, player: Player, end: 'largest' | 'least'): Promise<MetricValue> {
  const rank = end === 'largest' ? real : (value: Complex) => -value.real;
  const found = await hessianOf(snapshot, player, { rank, count: 1 });
  return 'absent' in found ? found : { value: found[0].real };
}

const OUTER = 20;

/** NaN for those that were not found. */
export async function hessianOuter(snapshot: Snapshot, player: Player): Promise<VectorValue> {
  const count = Math.min(OUTER, snapshot.game?.sizes[player] ?? OUTER);
  const found = await hessianOf(snapshot, player, { rank: modulus, count });
  if ('absent' in found) return found;
  const data = new Float64Array(count).fill(Number.NaN);
  found.forEach((value, i) => {
    data[i] = value.real;
  });
  return { shape: [count], data };
}
