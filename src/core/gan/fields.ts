/** The fields of a setting: the family that each chooses from or the numbers that it takes, and its default. */

import { z } from 'zod';
import { MAX_BATCH, MAX_STEPS } from './bounds.js';
import type { FamilyName } from './family-table.js';
import type { GameField } from './games/_game.js';
import { count } from './options.js';
import type { Setting } from './setting.js';

export interface ChoiceField {
  readonly kind: 'choice';
  readonly family: FamilyName;
  /** Whether each player has a choice of its own: one choice for both, or `{ generator, discriminator }`. */
  readonly players: boolean;
  readonly description: string;
  readonly default?: string;
  /** Whether resolved settings leave the field out where it is its default: see `omitDefault` of options. */
  readonly omitDefault?: boolean;
}
export interface PlainField {
  readonly kind: 'plain';
  readonly schema: z.ZodType;
}
export type Field = ChoiceField | PlainField;

type ChoiceDetails = Pick<ChoiceField, 'description' | 'default' | 'omitDefault'>;

const choice = (family: FamilyName, details: ChoiceDetails): ChoiceField => ({
  kind: 'choice',
  family,
  players: false,
  ...details,
});
const players = (family: FamilyName, details: ChoiceDetails): ChoiceField => ({
  ...choice(family, details),
  players: true,
});
const plain = (schema: z.ZodType): PlainField => ({ kind: 'plain', schema });

export const fields: Readonly<Record<keyof Setting, Field>> = {
  game: choice('games', { description: 'The game: its players and their objectives.', default: 'neural' }),
  target: choice('targets', { description: "The data's distribution, p." }),
  latent: choice('latents', { description: "The distribution of the generator's input, z.", default: 'gaussian' }),
  generator: choice('networks', { description: 'The network that makes samples.' }),
  discriminator: choice('networks', {
    description: 'The network that scores samples: a high score means "looks real".',
  }),
  loss: players('losses', {
    description: 'What the players minimise; one for both, or one each.',
    default: 'non-saturating',
  }),
  regularizer: players('regularizers', {
    description: 'What stabilises training beside the loss; one for both players, or one each.',
    default: 'none',
  }),
  optimizer: players('optimizers', {
    description: 'How the players turn gradients into steps; one for both, or one each.',
    default: 'adam',
  }),
  scheme: choice('schemes', {
    description: 'The update scheme: which player moves when. One pass of it is one step.',
    default: 'alternating',
  }),
  averaging: choice('averagings', {
    description: 'An average of the parameters, measured and kept in their place.',
    default: 'none',
    omitDefault: true,
  }),
  steps: plain(
    count({
      description: 'Steps to train for; 0 only measures the start.',
      default: 10_000,
      atLeast: 0,
      atMost: MAX_STEPS,
    }),
  ),
  batch: plain(count({ description: 'Samples in a batch.', default: 256, atMost: MAX_BATCH })),
  dtype: plain(
    z
      .enum(['float32', 'float64'])
      .default('float32')
      .describe('The floating-point type of training; games with closed forms default to float64, which is slower.'),
  ),
};

export const fieldNames = Object.keys(fields) as readonly (keyof Setting)[];

// A record, so that the compiler finds a missing one.
const gameFields: Readonly<Record<GameField, true>> = {
  target: true,
  latent: true,
  generator: true,
  discriminator: true,
  loss: true,
  regularizer: true,
  batch: true,
};

/** Whether only some games have the field. */
export function isGameField(name: string): name is GameField {
  return Object.hasOwn(gameFields, name);
}

export function isPlayersField(name: string): boolean {
  const field = (fields as Readonly<Record<string, Field>>)[name];
  return field?.kind === 'choice' && field.players;
}
