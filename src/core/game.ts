/** The game between the players, as schemes play it: losses and their gradients in tensors. */
import type { Matrices, Scored } from './arena.js';
import type { Chosen, Parts } from './build.js';
import { grad } from './engine/gradients.js';
import { type Tensor3D, tf } from './engine/tf.js';
import type { Loss } from './loss.js';
import type { Parameter } from './network.js';
import type { Player, Players } from './players.js';
import type { Batch, Game } from './scheme.js';
import type { Choice } from './setting.js';

export type OptionsOf = (choice: Choice) => Record<string, unknown>;

export function gameOf(parts: Parts, optionsOf: OptionsOf): Game {
  const { arena, optimizer } = parts;
  const loss = (player: Player, matrices: Matrices, batch: Batch) =>
    lossOf(parts, optionsOf, { player, matrices, batch });
  return {
    loss: (player, parameters, batch) => loss(player, unpackBoth(arena.players, parameters), batch),
    gradient(player, parameters, batch) {
      const matrices = unpackBoth(arena.players, parameters);
      return pack(grad(() => loss(player, matrices, batch), matrices[player]) as Tensor3D[]);
    },
    update(player, step, gradient) {
      const next = optimizer[player].member.update(gradient, step, optionsOf(optimizer[player].choice));
      const bound = arena.box?.[player];
      if (bound === undefined) return next;
      return { ...next, parameters: tf.minimum(tf.maximum(next.parameters, -bound), bound) };
    },
  };
}

interface Turn {
  readonly player: Player;
  readonly matrices: Matrices;
  readonly batch: Batch;
}

function lossOf(parts: Parts, optionsOf: OptionsOf, { player, matrices, batch }: Turn): Tensor3D {
  const { rules } = parts.arena;
  if ('payoff' in rules) return rules.payoff(player, matrices);
  const scored = rules.scored(matrices, batch);
  const { member, choice } = parts.penalty[player];
  const penalty = member.add({ player, ...scored, mean }, optionsOf(choice));
  const own = playersLoss(player, parts.loss[player], optionsOf, scored);
  return penalty ? tf.add(own, penalty) : own;
}

/** What the player minimises without penalties: [runs, 1, 1]. `average` weighs the batch; a plain mean if absent. */
export function playersLoss(
  player: Player,
  { member, choice }: Chosen<Loss>,
  optionsOf: OptionsOf,
  { score, real, fake }: Scored,
  average: (perSample: Tensor3D) => Tensor3D = mean,
): Tensor3D {
  const options = optionsOf(choice);
  if (player === 'generator') return average(member.generator(score(fake), options));
  return tf.add(average(member.real(score(real), options)), average(member.fake(score(fake), options)));
}

/** [runs, batch, 1] -> [runs, 1, 1]. */
function mean(perSample: Tensor3D): Tensor3D {
  return tf.mean(perSample, 1, true) as Tensor3D;
}

/** What has parameters: a network, or a player of an arena. */
interface Parametric {
  readonly parameters: readonly Parameter[];
}

/** A flat vector [runs, 1, length] as the player's matrices. */
export function unpack({ parameters }: Parametric, flat: Tensor3D): Tensor3D[] {
  const sizes = parameters.map(({ rows, columns }) => rows * columns);
  const pieces = sizes.length === 1 ? [flat] : tf.split(flat, sizes, 2);
  return parameters.map(({ rows, columns }, i) => {
    const piece = pieces[i] as Tensor3D;
    return rows === 1 ? piece : tf.reshape(piece, [piece.shape[0], rows, columns]);
  });
}

function unpackBoth(players: Players<Parametric>, flat: Players<Tensor3D>): Players<Tensor3D[]> {
  return {
    generator: unpack(players.generator, flat.generator),
    discriminator: unpack(players.discriminator, flat.discriminator),
  };
}

/** The inverse of `unpack`. */
export function pack(matrices: readonly Tensor3D[]): Tensor3D {
  const flat = matrices.map((matrix) => tf.reshape(matrix, [matrix.shape[0], 1, matrix.shape[1] * matrix.shape[2]]));
  return (flat.length === 1 ? flat[0] : tf.concat(flat, 2)) as Tensor3D;
}
