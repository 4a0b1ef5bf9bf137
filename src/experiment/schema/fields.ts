/** The fields of a setting: which family each chooses from, or which numbers it takes, and what it is when left out. */
import { z } from 'zod';
import type { Family, Member } from '../../core/gan/family.js';
import type { GameField } from '../../core/gan/games/_game.js';
import { count } from '../../core/gan/options.js';
import type { Setting } from '../../core/gan/setting.js';

/** Families by the names that `choiceOf` uses. */
export type Families = Readonly<Record<string, Family<Member>>>;

/** The core's own families. */
export async function coreFamilies(): Promise<Families> {
  return { ...(await import('../../core/gan/families.js')) };
}

export interface ChoiceField {
  readonly kind: 'choice';
  readonly family: string;
  /** One choice for both players, or `{ generator, discriminator }`. */
  readonly players: boolean;
  readonly default?: string;
  readonly says: string;
}
export interface PlainField {
  readonly kind: 'plain';
  readonly schema: z.ZodType;
}
export type Field = ChoiceField | PlainField;

const choice = (family: string, says: string, default_?: string): ChoiceField => ({
  kind: 'choice',
  family,
  players: false,
  says,
  ...(default_ !== undefined && { default: default_ }),
});
const players = (family: string, says: string, default_: string): ChoiceField => ({
  ...choice(family, says, default_),
  players: true,
});
const plain = (schema: z.ZodType): PlainField => ({ kind: 'plain', schema });

export const fields: Readonly<Record<keyof Setting, Field>> = {
  game: choice('games', 'What plays.', 'neural'),
  target: choice('targets', "The data's distribution, p."),
  latent: choice('latents', "The distribution of the generator's input, z.", 'gaussian'),
  generator: choice('networks', 'The network that makes samples.'),
  discriminator: choice('networks', 'The network that scores samples: a high score means "looks real".'),
  loss: players('losses', 'What the players minimise; one for both, or one each.', 'non-saturating'),
  regularizer: players('regularizers', "What is added to the players' losses; one for both, or one each.", 'none'),
  optimizer: players('optimizers', "The players' steps; one for both, or one each.", 'adam'),
  scheme: choice('schemes', 'Who moves when. One turn of the scheme is one step.', 'alternating'),
  averaging: choice('averagings', 'What is measured and kept in the place of the last parameters: an average.', 'none'),
  steps: plain(
    count({
      description: 'Turns of the scheme to train for; 0 only measures the start.',
      default: 10_000,
      atLeast: 0,
      atMost: 1e9,
    }),
  ),
  batch: plain(count({ description: 'Samples in a batch.', default: 256, atMost: 1e6 })),
  dtype: plain(
    z
      .enum(['float32', 'float64'])
      .default('float32')
      .describe('The numbers to train in; float64, slower and exact, is the default of games with closed forms.'),
  ),
};

export const fieldNames = Object.keys(fields) as readonly (keyof Setting)[];

// A record, so that the compiler counts them.
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
