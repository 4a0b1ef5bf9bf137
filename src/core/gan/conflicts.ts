/** Members that are fine by themselves and cannot be combined. */
import type { BuiltNetwork } from './networks/_network.js';
import type { Player, Players } from './players.js';
import type { Regularizer } from './regularizers/_regularizer.js';
import type { Scheme } from './schemes/_scheme.js';

/** Why these cannot be combined, in a plain sentence; null if they can. Games may have no regularizer, and a box. */
export function clashOf({
  scheme,
  regularizer,
  box,
}: {
  readonly scheme: Scheme;
  readonly regularizer?: Players<Pick<Regularizer, 'name' | 'project'>> | undefined;
  readonly box?: Partial<Players<number>> | undefined;
}): string | null {
  if (!scheme.throughUpdates) return null;
  const limit = regularizer?.discriminator.project
    ? regularizer.discriminator.name
    : box?.discriminator && "the discriminator's box";
  return limit ? `${scheme.name} cannot differentiate through ${limit}: at a limit, a parameter has no slope` : null;
}

export interface Misplaced {
  readonly player: Player;
  /** Which option of the player's choice is at fault; absent where it is the choice itself. */
  readonly option?: string;
  readonly says: string;
}

/** Which player cannot be its network in such a setting, and why, in a plain sentence; null if both can. */
export function networksClash({
  networks,
  rows,
  regularizer,
}: {
  readonly networks: Partial<Players<Pick<BuiltNetwork, 'batchwise'>>>;
  /** That each sees of a batch. */
  readonly rows: Players<number>;
  readonly regularizer: Pick<Regularizer, 'name' | 'slopes'> | null;
}): Misplaced | null {
  const { generator, discriminator } = networks;
  if (generator?.batchwise?.includes('feature'))
    return {
      player: 'generator',
      option: 'minibatchStd',
      says: 'minibatchStd is for the discriminator: a sample is no function of its batch',
    };
  for (const player of ['generator', 'discriminator'] as const)
    if (networks[player]?.batchwise && rows[player] < 2)
      return {
        player,
        option: networks[player].batchwise.includes('normalized') ? 'normalize' : 'minibatchStd',
        says: `the rows of its batch act on one another: it needs 2 or more, got ${rows[player]}`,
      };
  if (discriminator?.batchwise?.includes('normalized') && regularizer?.slopes)
    return {
      player: 'discriminator',
      option: 'normalize',
      says: `${regularizer.name} looks at how the score of one sample changes, which batch norm ties to all others: use normalize: layer`,
    };
  return null;
}

/** Whose regularizer would do nothing, or cannot change what D is shown, and why, in a plain sentence; null if none. */
export function regularizerClash({
  regularizer,
  follows,
}: {
  readonly regularizer: Players<Pick<Regularizer, 'name' | 'seen' | 'concerns'>>;
  /** Whether D is at its optimum at any moment. */
  readonly follows: boolean;
}): Misplaced | null {
  const { generator, discriminator } = regularizer;
  if (generator.seen && !discriminator.seen)
    return {
      player: 'generator',
      says: `${generator.name} changes what D is shown: give it to the discriminator, or to both`,
    };
  if (discriminator.seen && follows)
    return {
      player: 'discriminator',
      says: `${discriminator.name} changes what D is shown, and so its optimum, which this game takes from the densities as they are`,
    };
  for (const player of ['generator', 'discriminator'] as const) {
    const { name, concerns = player } = regularizer[player];
    if (concerns !== player && regularizer[concerns].name !== name)
      return { player, says: `${name} does nothing to the ${player}: give it to the ${concerns}, or to both` };
  }
  return null;
}

export interface Idle {
  readonly field: 'scheme' | 'regularizer';
  /** Whose, of a field with one choice each. */
  readonly player?: Player;
  readonly says: string;
}

/** What would do nothing, or another thing than it says, to a D that is at its optimum wherever G is; null if nothing. */
export function idleBesideOptimum({
  scheme,
  regularizer,
}: {
  readonly scheme: Pick<Scheme, 'name' | 'throughUpdates'>;
  readonly regularizer: Pick<Regularizer, 'name' | 'slopes' | 'project'> | null;
}): Idle | null {
  if (scheme.throughUpdates)
    return { field: 'scheme', says: `${scheme.name} looks ahead along D's steps, and a D at its optimum takes none` };
  if (regularizer?.slopes || regularizer?.project)
    return {
      field: 'regularizer',
      player: 'discriminator',
      says: `${regularizer.name} does nothing to a D at its optimum: let D learn`,
    };
  return null;
}
