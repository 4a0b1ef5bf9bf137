/** Best responses: one player steps to its optimum before the other moves. */

import { z } from 'zod';
import { type Tensor3D, tf } from '../../engine/tf.js';
import { MAX_UPDATES } from '../bounds.js';
import type { PlayerState } from '../optimizers/_optimizer.js';
import { count, scalar } from '../options.js';
import type { Player, Players } from '../players.js';
import type { Batch, PlayerOperations } from './_scheme.js';

export const bestResponseNotes = (letter: 'D' | 'G') => [
  `${letter} stops in each run when its gradient is shorter than the tolerance, and after \`steps\` steps at the latest.`,
  'The compiled graph contains all of the steps: a run that stops early saves no time.',
];

export const bestResponseOptions = (letter: 'D' | 'G') => ({
  steps: count({ description: `largest number of updates of ${letter} in a step`, default: 25, atMost: MAX_UPDATES }),
  tolerance: scalar({
    description: `length of ${letter}'s gradient below which it stops`,
    default: 0.001,
    atLeast: 0,
  }),
  batches: z
    .enum(['fresh', 'shared'])
    .default('fresh')
    .describe(
      `Whether each update of ${letter} draws its own batch, or all use one, whose optimum ${letter} then finds.`,
    ),
});

interface StepContext {
  readonly operations: PlayerOperations;
  readonly state: Players<PlayerState>;
  batch(name: string): Batch;
}

/** The player after one update per batch, until its gradient is short; the other player does not move. */
export function bestResponse(
  player: Player,
  { operations, state, batch }: StepContext,
  { batches, tolerance }: { readonly batches: readonly string[]; readonly tolerance: Tensor3D },
): PlayerState {
  const at = { generator: state.generator.parameters, discriminator: state.discriminator.parameters };
  let step = state[player];
  let moves: Tensor3D | null = null;
  for (const name of batches) {
    const gradient = operations.gradient(player, { ...at, [player]: step.parameters }, batch(name));
    const next = operations.update(player, step, gradient);
    // A player that has stopped stays where it is: another batch could make its gradient long again by chance.
    const longer = isLonger(gradient, tolerance);
    moves = moves ? (tf.logicalAnd(moves, longer) as Tensor3D) : longer;
    step = wherever(moves, next, step);
  }
  return step;
}

/** Names of `steps` batches of the player: distinct ones, or the first one repeated. */
export function batchNames(player: Player, steps: number, batches: 'fresh' | 'shared'): string[] {
  return Array.from({ length: steps }, (_, i) => `${player}-${batches === 'fresh' ? i + 1 : 1}`);
}

/** 1 where the gradient is longer, otherwise 0, [runs, 1, 1]. NaN counts as longer: a diverged run must not look settled. */
function isLonger(gradient: Tensor3D, tolerance: Tensor3D): Tensor3D {
  const squares: Tensor3D = tf.sum(tf.square(gradient), 2, true);
  return tf.logicalNot(tf.lessEqual(squares, tf.square(tolerance)) as Tensor3D);
}

function wherever(condition: Tensor3D, then: PlayerState, otherwise: PlayerState): PlayerState {
  const choose = (a: Tensor3D, b: Tensor3D): Tensor3D => tf.where(condition, a, b);
  const memory = Object.entries(then.memory).map(([name, kept]) => [name, choose(kept, otherwise.memory[name])]);
  return { parameters: choose(then.parameters, otherwise.parameters), memory: Object.fromEntries(memory) };
}
