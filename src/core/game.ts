/** The game between two networks, as schemes play it: losses and their gradients in tensors. */
import type { Chosen, Parts } from './build.js';
import { grad } from './engine/gradients.js';
import { type Tensor3D, tf } from './engine/tf.js';
import type { Loss } from './loss.js';
import type { BuiltNetwork } from './network.js';
import type { Penalty, PenaltyContext } from './penalty.js';
import type { Player, Players } from './players.js';
import type { Batch, Game } from './scheme.js';
import type { Choice } from './setting.js';
import { drawName } from './sources.js';

export type OptionsOf = (choice: Choice) => Record<string, unknown>;

export function gameOf(parts: Parts, optionsOf: OptionsOf): Game {
  const { networks, optimizer, penalty } = parts;
  const loss = (player: Player, matrices: Players<Tensor3D[]>, batch: Batch) =>
    lossOf(parts, optionsOf, { player, matrices, batch });
  return {
    loss: (player, parameters, batch) => loss(player, unpackBoth(networks, parameters), batch),
    gradient(player, parameters, batch) {
      const matrices = unpackBoth(networks, parameters);
      return pack(grad(() => loss(player, matrices, batch), matrices[player]) as Tensor3D[]);
    },
    update(player, step, gradient) {
      const { member, choice } = penalty[player];
      const next = optimizer[player].member.update(gradient, step, optionsOf(optimizer[player].choice));
      return member.project
        ? { ...next, parameters: member.project(player, next.parameters, optionsOf(choice)) }
        : next;
    },
    slope: (of, at) => grad(() => of(at), [at])[0],
  };
}

interface Turn {
  readonly player: Player;
  readonly matrices: Players<readonly Tensor3D[]>;
  readonly batch: Batch;
}

function lossOf(parts: Parts, optionsOf: OptionsOf, { player, matrices, batch }: Turn): Tensor3D {
  const { member, choice } = parts.penalty[player];
  const { discriminator, generator } = parts.networks;
  const play = (): Played => ({
    score: (x) => discriminator.forward(matrices.discriminator, x),
    real: batch.real,
    fake: generator.forward(matrices.generator, batch.latent),
  });
  // Played anew: what lies outside of a function that is differentiated counts as constant.
  const alone = (of: Player) => playersLoss(of, parts.loss[of], optionsOf, play());
  const context: PenaltyContext = {
    ...play(),
    player,
    mean,
    parameters: matrices[player],
    slope: (of) => grad(() => alone(of), [...matrices[of]]),
    draw: (name) => drawn(member, name, batch),
  };
  const added = member.add(context, optionsOf(choice));
  return added ? tf.add(alone(player), added) : alone(player);
}

function drawn({ name: penalty, draws }: Penalty, name: string, batch: Batch): Tensor3D {
  const draw = draws?.[name];
  if (!draw) throw new Error(`${penalty}: uses ${name}, which is not among its draws`);
  const numbers = batch.drawn?.[drawName(name, draw)];
  if (!numbers) throw new Error(`${penalty}: the batch comes without the ${draw.of} numbers ${name}`);
  return numbers;
}

interface Played {
  score(x: Tensor3D): Tensor3D;
  readonly real: Tensor3D;
  readonly fake: Tensor3D;
}

/** What the player minimises without penalties: [runs, 1, 1]. `average` weighs the batch; a plain mean if absent. */
export function playersLoss(
  player: Player,
  { member, choice }: Chosen<Loss>,
  optionsOf: OptionsOf,
  { score, real, fake }: Played,
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

/** A flat vector [runs, 1, length] as the network's matrices. */
export function unpack(network: BuiltNetwork, flat: Tensor3D): Tensor3D[] {
  const sizes = network.parameters.map(({ rows, columns }) => rows * columns);
  const pieces = sizes.length === 1 ? [flat] : tf.split(flat, sizes, 2);
  return network.parameters.map(({ rows, columns }, i) => {
    const piece = pieces[i] as Tensor3D;
    return rows === 1 ? piece : tf.reshape(piece, [piece.shape[0], rows, columns]);
  });
}

function unpackBoth(networks: Players<BuiltNetwork>, flat: Players<Tensor3D>): Players<Tensor3D[]> {
  return {
    generator: unpack(networks.generator, flat.generator),
    discriminator: unpack(networks.discriminator, flat.discriminator),
  };
}

/** The inverse of `unpack`. */
export function pack(matrices: readonly Tensor3D[]): Tensor3D {
  const flat = matrices.map((matrix) => tf.reshape(matrix, [matrix.shape[0], 1, matrix.shape[1] * matrix.shape[2]]));
  return (flat.length === 1 ? flat[0] : tf.concat(flat, 2)) as Tensor3D;
}
