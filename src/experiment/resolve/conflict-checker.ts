/** Whether the parts of resolved settings can be combined: each part is created once, as training would create it. */
import type { Activation } from '../../core/gan/activations/_activation.js';
import { type Conflict, conflictBehind } from '../../core/gan/conflict.js';
import { conflicts } from '../../core/gan/conflicts.js';
import type { Family } from '../../core/gan/family.js';
import type { Game, GameParts } from '../../core/gan/games/_game.js';
import type { Initializer } from '../../core/gan/initializers/_initializer.js';
import type { Latent } from '../../core/gan/latents/_latent.js';
import type { Network } from '../../core/gan/networks/_network.js';
import { packingOf } from '../../core/gan/packing.js';
import type { Players } from '../../core/gan/players.js';
import type { Regularizer } from '../../core/gan/regularizers/_regularizer.js';
import type { Scheme } from '../../core/gan/schemes/_scheme.js';
import type { Choice, Json, Setting } from '../../core/gan/setting.js';
import type { Distribution, Target } from '../../core/gan/targets/_target.js';
import { canonicalJson } from '../../records/identity.js';
import type { Families } from '../schema/fields.js';

const CHECKED = [
  'game',
  'target',
  'latent',
  'generator',
  'discriminator',
  'loss',
  'regularizer',
  'scheme',
  'batch',
] as const satisfies readonly Conflict['field'][];

// A game of networks creates nothing from the loss, which therefore conflicts with nothing.
const CHECKED_WITH_NETWORKS = CHECKED.filter((field) => field !== 'loss');

/** Parts that could not be resolved are null; parts that the game does not have are absent. */
type ResolvedParts = { readonly [K in (typeof CHECKED)[number]]?: Setting[K] | null };

interface Source {
  readonly families: Families;
  /** Targets that were created before: one may be a data file, which is read once. */
  readonly targets: WeakMap<Choice, Distribution>;
}

/** Checks each distinct combination of parts once. */
export function conflictChecker(families: Families): (parts: ResolvedParts) => readonly Conflict[] {
  const seen = new Map<string, readonly Conflict[]>();
  const source: Source = { families, targets: new WeakMap() };
  // Neighbouring cells of a grid share most parts as objects: comparing these is cheaper than comparing their texts.
  let last: { readonly parts: ResolvedParts; readonly found: readonly Conflict[] } | undefined;
  return (parts) => {
    const checked = hasNetworks(parts, families) ? CHECKED_WITH_NETWORKS : CHECKED;
    if (last && checked.every((field) => parts[field] === last!.parts[field])) return last.found;
    const key = checked.map((field) => canonicalJson((parts[field] ?? null) as Json)).join();
    const found = seen.get(key) ?? conflictsOf(parts, source);
    seen.set(key, found);
    last = { parts, found };
    return found;
  };
}

function hasNetworks({ game }: ResolvedParts, { games }: Families): boolean {
  return !game || (games!.get(game.name) as Game).fields.includes('generator');
}

function conflictsOf(parts: ResolvedParts, { families, targets }: Source): readonly Conflict[] {
  const found: Conflict[] = [];
  const attempt = <T>(
    field: 'game' | 'target' | 'latent' | 'generator' | 'discriminator',
    create: (choice: Choice) => T,
  ): T | undefined => {
    const choice = parts[field];
    if (!choice) return undefined;
    try {
      return create(choice);
    } catch (error) {
      found.push(conflictBehind(error, field));
      return undefined;
    }
  };
  const building = {
    activations: families.activations as Family<Activation>,
    initializers: families.initializers as Family<Initializer>,
  };
  const network = (field: 'generator' | 'discriminator', size: { inputs: number; outputs: number }) =>
    attempt(field, (choice) =>
      (families.networks!.get(choice.name) as Network).create(choice, { ...size, ...building }),
    );
  const target = attempt('target', (choice) => {
    const created = targets.get(choice) ?? (families.targets!.get(choice.name) as Target).create(choice);
    targets.set(choice, created);
    return created;
  });
  const latent = attempt('latent', (choice) => (families.latents!.get(choice.name) as Latent).create(choice));
  const packing = packingOf(parts.game);
  const generator = target && latent && network('generator', { inputs: latent.dim, outputs: target.dim });
  const discriminator = target && network('discriminator', { inputs: packing * target.dim, outputs: 1 });
  const isComplete = found.length === 0 && CHECKED.every((field) => parts[field] !== null);
  // A game of networks has been created part by part, so that each part's own conflicts are found.
  const game =
    isComplete && !hasNetworks(parts, families)
      ? attempt('game', (choice) =>
          (families.games!.get(choice.name) as Game).create(choice, parts as Setting, families as unknown as GameParts),
        )
      : undefined;
  const regularizer = (choice: Choice) => families.regularizers!.get(choice.name) as Regularizer;
  return [
    ...found,
    ...conflicts({
      game: parts.game ?? undefined,
      batch: parts.batch ?? undefined,
      target,
      networks: { ...(generator && { generator }), ...(discriminator && { discriminator }) },
      regularizer: parts.regularizer
        ? {
            generator: regularizer(parts.regularizer.generator),
            discriminator: regularizer(parts.regularizer.discriminator),
          }
        : undefined,
      scheme: parts.scheme ? (families.schemes!.get(parts.scheme.name) as Scheme) : undefined,
      box: parts.game?.box as Partial<Players<number>> | undefined,
      optimalDiscriminator: game?.follows === true,
    }),
  ];
}
