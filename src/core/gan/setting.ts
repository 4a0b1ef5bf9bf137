/** A setting: everything that decides a run except its seed, with every default filled in. */
import type { ElementType } from '../engine/program.js';
import type { Players } from './players.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A member of a family with its options. */
export interface Choice {
  readonly name: string;
  readonly [option: string]: Json;
}

export interface Setting {
  readonly game: Choice;
  // Absent where the game does not have the field: see `fields` of games.
  readonly target?: Choice;
  readonly latent?: Choice;
  readonly generator?: Choice;
  readonly discriminator?: Choice;
  readonly loss?: Players<Choice>;
  readonly regularizer?: Players<Choice>;
  readonly optimizer: Players<Choice>;
  readonly scheme: Choice;
  /** Absent: none. */
  readonly averaging?: Choice;
  readonly steps: number;
  readonly batch?: number;
  readonly dtype: ElementType;
}
