/** Members that are fine by themselves and cannot be combined. */
import type { BuiltNetwork } from './network.js';
import type { Penalty } from './penalty.js';
import type { Player, Players } from './players.js';
import type { Scheme } from './scheme.js';

/** Why these cannot be combined, in a plain sentence; null if they can. */
export function clashOf({
  scheme,
  penalty,
}: {
  readonly scheme: Scheme;
  readonly penalty: Players<Pick<Penalty, 'name' | 'project'>>;
}): string | null {
  const { discriminator } = penalty;
  if (scheme.throughUpdates && discriminator.project)
    return `${scheme.name} cannot differentiate through ${discriminator.name}: at a limit, a parameter has no slope`;
  return null;
}

export interface Misplaced {
  readonly player: Player;
  readonly says: string;
}

/** Which player cannot be its network in such a setting, and why, in a plain sentence; null if both can. */
export function networksClash({
  networks,
  rows,
  penalty,
}: {
  readonly networks: Partial<Players<Pick<BuiltNetwork, 'batchwise'>>>;
  /** That each sees of a batch. */
  readonly rows: Players<number>;
  readonly penalty: Pick<Penalty, 'name' | 'slopes'> | null;
}): Misplaced | null {
  const { generator, discriminator } = networks;
  if (generator?.batchwise === 'feature')
    return { player: 'generator', says: 'minibatchStd is for the discriminator: a sample is no function of its batch' };
  for (const player of ['generator', 'discriminator'] as const)
    if (networks[player]?.batchwise && rows[player] < 2)
      return { player, says: `the rows of its batch act on one another: it needs 2 or more, got ${rows[player]}` };
  if (discriminator?.batchwise === 'normalized' && penalty?.slopes)
    return {
      player: 'discriminator',
      says: `${penalty.name} looks at how the score of one sample changes, which batch norm ties to all others: use normalize: layer`,
    };
  return null;
}
