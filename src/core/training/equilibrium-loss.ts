/** The players' losses at the equilibrium, where q = p and D is optimal. */
import { type Tensor3D, tf } from '../engine/tf.js';
import type { Chosen } from '../gan/build.js';
import { fixedOptions } from '../gan/games/_fixed-options.js';
import type { Loss } from '../gan/losses/_loss.js';
import type { Player, Players } from '../gan/players.js';
import { playerLoss } from './player-operations.js';

const TRIAL_SCORES = [0, -1, 2]; // where D's optimum is not unique: a loss that is equal at all of them depends on none

/**
 * The player's loss, without regularizers, where q = p and D's score is the optimum of D's loss at p = q: e.g. 2 ln 2 and ln 2 under
 * the non-saturating loss, 2 and 0 under hinge. Null where it depends on a score that is not unique: G's loss under Wasserstein losses.
 * In float32.
 */
export function equilibriumLoss(player: Player, losses: Players<Chosen<Loss>>): number | null {
  const { member, choice } = losses.discriminator;
  const { optimum } = member;
  const at = (score: number) => lossAt(player, losses[player], score);
  if (typeof optimum === 'function') {
    const score = optimum(0, choice as unknown as Record<string, number>);
    return Number.isFinite(score) ? at(score) : null;
  }
  const values = TRIAL_SCORES.map(at);
  return values.every((value) => Math.abs(value - values[0]) < 1e-6) ? values[0] : null;
}

/** The loss where D has the same score for all data and all samples. */
function lossAt(player: Player, loss: Chosen<Loss>, score: number): number {
  const scores = () => tf.tensor3d([score], [1, 1, 1]);
  return tf
    .tidy(() => playerLoss(player, loss, fixedOptions, { score: (x: Tensor3D) => x, real: scores(), fake: scores() }))
    .dataSync()[0];
}
