/** Whether the parts of resolved settings can be combined: each part is created once, as training would create it. */
import { type Conflict, conflictBehind } from '../../core/gan/conflict.js';
import { conflicts } from '../../core/gan/conflicts.js';
import type { Families } from '../../core/gan/family-table.js';
import { packingOf } from '../../core/gan/packing.js';
import type { Players } from '../../core/gan/players.js';
import type { Choice, Json, Setting } from '../../core/gan/setting.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import { canonicalJson } from '../../records/identity.js';

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
type ResolvedParts = { readonly [K in (typeof CHECKED)[number] | 'dtype']?: Setting[K] | null };

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
    const checked = [...(hasNetworks(parts, families) ? CHECKED_WITH_NETWORKS : CHECKED), 'dtype' as const];
    if (last && checked.every((field) => parts[field] === last!.parts[field])) return last.found;
    const key = checked.map((field) => canonicalJson((parts[field] ?? null) as Json)).join();
    const found = seen.get(key) ?? conflictsOf(parts, source);
    seen.set(key, found);
    last = { parts, found };
    return found;
  };
}

function hasNetworks({ game }: ResolvedParts, { games }: Families): boolean {
  return !game || games.get(game.name)!.fields.includes('generator');
}

function conflictsOf(parts: ResolvedParts, { families, targets }: Source): readonly Conflict[] {
  const { activations, initializers } = families;
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
  const network = (field: 'generator' | 'discriminator', size: { inputs: number; outputs: number }) =>
    attempt(field, (choice) =>
      families.networks.get(choice.name)!.create(choice, { ...size, activations, initializers }),
    );
  const target = attempt('target', (choice) => {
    const created = targets.get(choice) ?? families.targets.get(choice.name)!.create(choice);
    targets.set(choice, created);
    return created;
  });
  const latent = attempt('latent', (choice) => families.latents.get(choice.name)!.create(choice));
  const packing = packingOf(parts.game);
  const generator = target && latent && network('generator', { inputs: latent.dim, outputs: target.dim });
  const discriminator = target && network('discriminator', { inputs: packing * target.dim, outputs: 1 });
  const isComplete = found.length === 0 && CHECKED.every((field) => parts[field] !== null);
  // A game of networks has been created part by part, so that each part's own conflicts are found.
  const game =
    isComplete && !hasNetworks(parts, families)
      ? attempt('game', (choice) => families.games.get(choice.name)!.create(choice, parts as Setting, families))
      : undefined;
  const regularizer = (choice: Choice) => families.regularizers.get(choice.name)!;
  return [
    ...found,
    ...conflicts({
      game: parts.game ?? undefined,
      batch: parts.batch ?? undefined,
      dtype: parts.dtype ?? undefined,
      target,
      networks: { ...(generator && { generator }), ...(discriminator && { discriminator }) },
      regularizer: parts.regularizer
        ? {
            generator: regularizer(parts.regularizer.generator),
            discriminator: regularizer(parts.regularizer.discriminator),
          }
        : undefined,
      scheme: parts.scheme ? families.schemes.get(parts.scheme.name)! : undefined,
      box: parts.game?.box as Partial<Players<number>> | undefined,
      optimalDiscriminator: game?.optimalDiscriminator === true,
    }),
  ];
}
