/** The losses of games in which expectations are sums and D may be optimal. */

import type { Tensor3D } from '../../engine/tf.js';
import { IncompatibleError } from '../conflict.js';
import { memberOf } from '../extension-members.js';
import type { Family } from '../family.js';
import type { Loss } from '../losses/_loss.js';
import type { OptionsOf } from '../options.js';
import type { Choice, Setting } from '../setting.js';

export interface ChosenLoss {
  readonly loss: Loss;
  readonly choice: Choice;
}

/** The loss that D minimises. Throws `IncompatibleError` where a player's loss is not a sum over single scores. */
export function discriminatorLoss({ game, loss }: Setting, losses: Family<Loss>): ChosenLoss {
  for (const player of ['generator', 'discriminator'] as const) {
    const { name } = loss![player];
    const reason = `${name} compares scores of pairs, and the game ${game.name} has no pairs`;
    if (losses.get(name)?.relative)
      throw new IncompatibleError({ field: 'loss', player, with: { field: 'game' }, reason });
  }
  const choice = loss!.discriminator;
  return { loss: memberOf(losses, choice), choice };
}

/** D's optimal score, given log p - log q. Throws `IncompatibleError` where the loss has none, or none with a derivative. */
export function optimalScore({ loss, choice }: ChosenLoss): (logRatio: Tensor3D, optionsOf: OptionsOf) => Tensor3D {
  if (!loss.optimalScore) {
    const reason =
      typeof loss.optimum === 'function'
        ? `the optimal discriminator of ${loss.name} has no slope for the generator to follow`
        : `${loss.name} has no optimal discriminator (${loss.optimum.none})`;
    throw new IncompatibleError({
      field: 'loss',
      player: 'discriminator',
      with: { field: 'game' },
      reason: `${reason}: choose a game whose discriminator learns`,
    });
  }
  return (logRatio, optionsOf) => loss.optimalScore!(logRatio, optionsOf(choice));
}
