/** Whether a setting's parts fit each other: each is created once, as training would. */
import type { Activation } from '../../core/gan/activations/_activation.js';
import { clashOf, idleBesideOptimum, networksClash, regularizerClash } from '../../core/gan/conflicts.js';
import type { Family } from '../../core/gan/family.js';
import { type Game, type GameParts, IncompatibleError } from '../../core/gan/games/_game.js';
import type { Initializer } from '../../core/gan/initializers/_initializer.js';
import type { Latent } from '../../core/gan/latents/_latent.js';
import type { Network } from '../../core/gan/networks/_network.js';
import { packingOf, rowsOf, uneven } from '../../core/gan/packing.js';
import type { Player, Players } from '../../core/gan/players.js';
import type { Regularizer } from '../../core/gan/regularizers/_regularizer.js';
import type { Scheme } from '../../core/gan/schemes/_scheme.js';
import type { Choice, Json, Setting } from '../../core/gan/setting.js';
import type { Distribution, Target } from '../../core/gan/targets/_target.js';
import { canonicalJson } from '../../records/identity.js';
import type { Families } from '../schema/fields.js';

const FITTED = [
  'game',
  'target',
  'latent',
  'generator',
  'discriminator',
  'loss',
  'regularizer',
  'scheme',
  'batch',
] as const;
type Fitted = (typeof FITTED)[number];
/** Those that are created. */
type Created = Exclude<Fitted, 'loss' | 'regularizer' | 'scheme' | 'batch'>;

// Where networks play, every part is tried by itself, and the loss decides nothing.
const WITH_NETWORKS = FITTED.filter((field) => field !== 'loss');

export interface Misfit {
  readonly field: Fitted;
  /** Whose, of a field with one choice each. */
  readonly player?: Player;
  /** Which of the choice's options; absent where it is the choice itself. */
  readonly option?: string;
  readonly says: string;
}

/** Parts that could not be resolved are null; those that the game has not are absent. */
type Parts = { readonly [K in Fitted]?: Setting[K] | null };

/** Checks each distinct combination once. */
export function fitChecker(families: Families): (parts: Parts) => readonly Misfit[] {
  const seen = new Map<string, readonly Misfit[]>();
  // A target may be a file of data: it is read once.
  const targets = new WeakMap<Choice, Distribution>();
  // Neighbours of a grid mostly share all of it: their texts need not be compared.
  let last: { readonly parts: Parts; readonly misfits: readonly Misfit[] } | undefined;
  return (parts) => {
    const looked = hasNetworks(parts, families) ? WITH_NETWORKS : FITTED;
    if (last && looked.every((field) => parts[field] === last!.parts[field])) return last.misfits;
    const key = looked.map((field) => canonicalJson((parts[field] ?? null) as Json)).join();
    const misfits = seen.get(key) ?? misfitsOf(parts, { families, targets });
    seen.set(key, misfits);
    last = { parts, misfits };
    return misfits;
  };
}

function culprit({ field, player }: IncompatibleError, says: string): Misfit {
  return { field, ...(player && { player }), says };
}

function hasNetworks({ game }: Parts, { games }: Families): boolean {
  return !game || (games!.get(game.name) as Game).fields.includes('generator');
}

function misfitsOf(
  parts: Parts,
  { families, targets }: { readonly families: Families; readonly targets: WeakMap<Choice, Distribution> },
): readonly Misfit[] {
  const misfits: Misfit[] = [];
  const attempt = <T>(field: Created, create: (choice: Choice) => T): T | null => {
    const choice = parts[field] ?? null;
    try {
      return choice && create(choice);
    } catch (error) {
      const says = error instanceof Error ? error.message : String(error);
      misfits.push(error instanceof IncompatibleError ? culprit(error, says) : { field, says });
      return null;
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
    const made = targets.get(choice) ?? (families.targets!.get(choice.name) as Target).create(choice);
    targets.set(choice, made);
    return made;
  });
  const latent = attempt('latent', (choice) => (families.latents!.get(choice.name) as Latent).create(choice));
  const packing = packingOf(parts.game);
  const generator = target && latent && network('generator', { inputs: latent.dim, outputs: target.dim });
  const discriminator = target && network('discriminator', { inputs: packing * target.dim, outputs: 1 });
  const rounds = target && parts.batch && uneven(target, { batch: parts.batch, packing });
  if (rounds) misfits.push({ field: 'batch', says: rounds });
  const chosenRegularizer = (choice: Choice) => families.regularizers!.get(choice.name) as Regularizer;
  const misplaced =
    parts.batch &&
    networksClash({
      networks: { ...(generator && { generator }), ...(discriminator && { discriminator }) },
      rows: rowsOf({ game: parts.game ?? null, batch: parts.batch }),
      regularizer: parts.regularizer ? chosenRegularizer(parts.regularizer.discriminator) : null,
    });
  if (misplaced) {
    const { player, ...rest } = misplaced;
    misfits.push({ field: player, ...rest });
  }
  const regularizer = parts.regularizer && {
    generator: chosenRegularizer(parts.regularizer.generator),
    discriminator: chosenRegularizer(parts.regularizer.discriminator),
  };
  if (parts.scheme) {
    const clash = clashOf({
      scheme: families.schemes!.get(parts.scheme.name) as Scheme,
      regularizer: regularizer ?? undefined,
      box: parts.game?.box as Partial<Players<number>> | undefined,
    });
    if (clash) misfits.push({ field: 'scheme', says: clash });
  }
  const whole =
    !hasNetworks(parts, families) && misfits.length === 0 && !FITTED.some((field) => parts[field] === null)
      ? attempt('game', (choice) =>
          (families.games!.get(choice.name) as Game).create(choice, parts as Setting, families as unknown as GameParts),
        )
      : null;
  const shown = regularizer && regularizerClash({ regularizer, follows: whole?.follows === true });
  if (shown) misfits.push({ field: 'regularizer', ...shown });
  const idle =
    whole?.follows &&
    parts.scheme &&
    idleBesideOptimum({
      scheme: families.schemes!.get(parts.scheme.name) as Scheme,
      regularizer: regularizer ? regularizer.discriminator : null,
    });
  if (idle) misfits.push(idle);
  return misfits;
}
