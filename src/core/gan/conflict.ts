/** A conflict: why a setting's parts cannot be combined, and the choice at fault. */
import type { GameField } from './games/_game.js';
import type { Player } from './players.js';

/** A reason why a setting cannot run, and the choice at fault. */
export interface Conflict {
  readonly field: GameField | 'game' | 'scheme';
  /** Whose choice, of a field with one choice for each player. */
  readonly player?: Player;
  /** The option of that choice; absent: the choice itself. */
  readonly option?: string;
  /** The other choice, which it does not fit. */
  readonly with?: { readonly field: Conflict['field'] | 'dtype'; readonly player?: Player };
  readonly reason: string;
}

/** Thrown where a setting's parts cannot be combined, by `build` and by a member's `create`. */
export class IncompatibleError extends Error {
  override readonly name = 'IncompatibleError';

  constructor(readonly conflict: Conflict) {
    super(`${[conflict.field, conflict.player, conflict.option].filter(Boolean).join('.')}: ${conflict.reason}`);
  }
}

/** The conflict behind an error that the member chosen for `field` threw when it was created. */
export function conflictBehind(error: unknown, field: Conflict['field']): Conflict {
  if (error instanceof IncompatibleError) return error.conflict;
  return { field, reason: error instanceof Error ? error.message : String(error) };
}
