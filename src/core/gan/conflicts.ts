/** Conflicts of a setting: every reason why parts that are valid by themselves cannot be combined. */
import type { ElementType } from '../engine/program.js';
import type { Conflict } from './conflict.js';
import { tooNarrowForFloat32 } from './float32-steps.js';
import type { BuiltNetwork } from './networks/_network.js';
import { batchRows, packingOf, unevenBatch } from './packing.js';
import type { Player, Players } from './players.js';
import type { Regularizer } from './regularizers/_regularizer.js';
import type { Scheme } from './schemes/_scheme.js';
import type { Choice } from './setting.js';
import type { Distribution } from './targets/_target.js';

/** A setting's parts as far as they could be created. What the game does not have is absent. */
export interface ConflictParts {
  readonly game?: Choice | undefined;
  readonly batch?: number | undefined;
  /** What players are trained in. */
  readonly dtype?: ElementType | undefined;
  readonly target?: Distribution | undefined;
  readonly networks?: Partial<Players<Pick<BuiltNetwork, 'batchwise'>>> | undefined;
  readonly regularizer?:
    | Players<Pick<Regularizer, 'name' | 'usesScoreGradient' | 'transformInput' | 'onlyFor' | 'project'>>
    | undefined;
  readonly scheme?: Pick<Scheme, 'name' | 'throughUpdates'> | undefined;
  /** The largest |parameter| of each player. */
  readonly box?: Partial<Players<number>> | undefined;
  /** Whether D is at its optimum wherever G is. */
  readonly optimalDiscriminator?: boolean | undefined;
}

/** All conflicts between the parts, in the order of a setting's fields; none if they can be combined. */
export function conflicts(parts: ConflictParts): Conflict[] {
  return [
    ...targetConflicts(parts),
    ...batchConflicts(parts),
    ...networkConflicts(parts),
    ...regularizerConflicts(parts),
    ...schemeConflicts(parts),
  ];
}

const PLAYERS = ['generator', 'discriminator'] as const;

function targetConflicts({ target, dtype }: ConflictParts): Conflict[] {
  const reason = target && dtype === 'float32' ? tooNarrowForFloat32(target) : null;
  return reason === null ? [] : [{ field: 'target', with: { field: 'dtype' }, reason }];
}

function batchConflicts({ target, batch, game }: ConflictParts): Conflict[] {
  const reason = target && batch ? unevenBatch(target, { batch, packing: packingOf(game) }) : null;
  return reason === null ? [] : [{ field: 'batch', with: { field: 'target' }, reason }];
}

function networkConflicts({ networks = {}, batch, game, regularizer }: ConflictParts): Conflict[] {
  const found: Conflict[] = [];
  if (networks.generator?.batchwise?.includes('feature'))
    found.push({
      field: 'generator',
      option: 'minibatchStd',
      reason: 'minibatchStd is for the discriminator: a generated sample cannot depend on the rest of its batch',
    });
  const rows = batch === undefined ? null : batchRows({ game: game ?? null, batch });
  for (const player of PLAYERS) {
    const { batchwise } = networks[player] ?? {};
    if (!batchwise || !rows || rows[player] >= 2) continue;
    const option = batchwise.includes('normalized') ? 'normalize' : 'minibatchStd';
    // A generator with the feature is refused whatever its batch.
    if (player === 'generator' && option === 'minibatchStd') continue;
    found.push({
      field: player,
      option,
      with: { field: 'batch' },
      reason: `needs 2 or more rows in a batch, got ${rows[player]}`,
    });
  }
  const { discriminator } = regularizer ?? {};
  if (networks.discriminator?.batchwise?.includes('normalized') && discriminator?.usesScoreGradient)
    found.push({
      field: 'discriminator',
      option: 'normalize',
      with: { field: 'regularizer', player: 'discriminator' },
      reason: `${discriminator.name} needs the gradient of one sample's score, which batch norm ties to the other samples: use normalize: layer`,
    });
  return found;
}

function regularizerConflicts({ regularizer, optimalDiscriminator }: ConflictParts): Conflict[] {
  if (!regularizer) return [];
  const found: Conflict[] = [];
  const { generator, discriminator } = regularizer;
  const conflict = (player: Player, reason: string, other?: Conflict['with']) =>
    found.push({ field: 'regularizer', player, ...(other && { with: other }), reason });
  if (generator.transformInput && !discriminator.transformInput)
    conflict(
      'generator',
      `${generator.name} changes the discriminator's inputs: choose it for the discriminator, or for both`,
    );
  if (discriminator.transformInput && optimalDiscriminator)
    conflict(
      'discriminator',
      `${discriminator.name} changes the discriminator's inputs, and this game computes the optimal discriminator from the unchanged densities`,
      { field: 'game' },
    );
  for (const player of PLAYERS) {
    const { name, onlyFor = player } = regularizer[player];
    if (onlyFor !== player && regularizer[onlyFor].name !== name)
      conflict(player, `${name} has no effect on the ${player}: choose it for the ${onlyFor}, or for both`);
  }
  if (optimalDiscriminator && (discriminator.usesScoreGradient || discriminator.project))
    conflict(
      'discriminator',
      `${discriminator.name} has no effect on an optimal discriminator: choose a game whose discriminator learns`,
      { field: 'game' },
    );
  return found;
}

function schemeConflicts({ scheme, regularizer, box, optimalDiscriminator }: ConflictParts): Conflict[] {
  if (!scheme?.throughUpdates) return [];
  const found: Conflict[] = [];
  const limit = regularizer?.discriminator.project
    ? regularizer.discriminator.name
    : box?.discriminator && "the discriminator's box";
  if (limit)
    found.push({
      field: 'scheme',
      with: regularizer?.discriminator.project ? { field: 'regularizer', player: 'discriminator' } : { field: 'game' },
      reason: `${scheme.name} differentiates through the discriminator's updates, which ${limit} cuts off at its limit`,
    });
  if (optimalDiscriminator)
    found.push({
      field: 'scheme',
      with: { field: 'game' },
      reason: `${scheme.name} differentiates through the discriminator's updates, and an optimal discriminator makes none`,
    });
  return found;
}
