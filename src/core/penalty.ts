/** Penalties: what is added to a player's loss. */
import type { Tensor3D } from './engine/tf.js';
import type { Member } from './family.js';
import type { InProgram, Options } from './options.js';
import type { Player } from './players.js';

/** What a penalty may look at, with the player's parameters bound. */
export interface PenaltyContext {
  readonly player: Player;
  /** D's score at x, [runs, batch, 1]. Differentiable in x and in D's parameters. */
  score(x: Tensor3D): Tensor3D;
  readonly real: Tensor3D;
  readonly fake: Tensor3D;
  /** Mean over the batch axis, [runs, 1, 1]. */
  mean(perSample: Tensor3D): Tensor3D;
}

export interface Penalty extends Member {
  /** Added to the player's loss, [runs, 1, 1]; null where this penalty does not concern the player. */
  add(context: PenaltyContext, options: Record<string, unknown>): Tensor3D | null;
}

export function penalty<O extends Options>(
  member: Omit<Penalty, 'options' | 'add'> & {
    readonly options: O;
    add(context: PenaltyContext, options: InProgram<O>): Tensor3D | null;
  },
): Penalty {
  return member as unknown as Penalty;
}
