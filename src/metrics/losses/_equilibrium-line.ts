/** The loss of a player at the equilibrium, as a line on its curve. */
import { knownMember } from '../../core/gan/extension-members.js';
import { families } from '../../core/gan/families.js';
import type { Player } from '../../core/gan/players.js';
import type { Setting } from '../../core/gan/setting.js';
import { equilibriumLoss } from '../../core/training/equilibrium-loss.js';
import type { TheoryLine } from '../metric.js';

/** The loss at q = p with an optimal D, as a line; none where the setting's losses have no such value. */
export function equilibriumLine({ loss }: Setting, player: Player): readonly TheoryLine[] {
  if (!loss) return [];
  // Results may name a loss of an extension, whose code is not loaded to read them.
  const [generator, discriminator] = [loss.generator, loss.discriminator].map((choice) => {
    const member = knownMember(families.losses, choice);
    return member && { member, choice };
  });
  if (!generator || !discriminator) return [];
  const at = equilibriumLoss(player, { generator, discriminator });
  return at === null ? [] : [{ at, label: `${loss[player].name}: q = p, D optimal` }];
}
