/** The game between the players, as schemes play it: losses and their gradients in tensors. */

import { grad } from '../engine/gradients.js';
import { type Tensor3D, tf } from '../engine/tf.js';
import type { Chosen, Parts } from '../gan/build.js';
import type { BuiltGame, Matrices, Scored } from '../gan/games/_game.js';
import type { Loss } from '../gan/losses/_loss.js';
import type { Parameter } from '../gan/networks/_network.js';
import type { OptionsOf } from '../gan/options.js';
import type { Player, Players } from '../gan/players.js';
import type { Regularizer, RegularizerContext } from '../gan/regularizers/_regularizer.js';
import type { Batch, PlayerOperations } from '../gan/schemes/_scheme.js';
import { drawName } from './batches.js';

export function playerOperations(parts: Parts, optionsOf: OptionsOf): PlayerOperations {
  const { game, optimizer } = parts;
  const loss = (player: Player, matrices: Matrices, batch: Batch) =>
    lossOf(parts, optionsOf, { player, matrices, batch });
  return {
    loss: (player, parameters, batch) => loss(player, unpackBoth(game, parameters), batch),
    gradient(player, parameters, batch) {
      const matrices = unpackBoth(game, parameters);
      return pack(grad(() => loss(player, matrices, batch), matrices[player]) as Tensor3D[]);
    },
    update(player, step, gradient) {
      if (game.follows && player === 'discriminator') return step;
      const { parameters, memory } = optimizer[player].member.update(
        gradient,
        step,
        optionsOf(optimizer[player].choice),
      );
      return { memory, parameters: projected(parts, optionsOf, { player, parameters }) };
    },
    slope: (of, at) => grad(() => of(at), [at])[0],
  };
}

interface Turn {
  readonly player: Player;
  readonly matrices: Matrices;
  readonly batch: Batch;
}

function lossOf(parts: Parts, optionsOf: OptionsOf, { player, matrices, batch }: Turn): Tensor3D {
  const { rules } = parts.game;
  if ('payoff' in rules) return rules.payoff(player, matrices);
  const play = () => shown(parts, optionsOf, batch, rules.scored(matrices, batch, optionsOf));
  // Played anew: what lies outside of a function that is differentiated counts as constant.
  const alone = (of: Player) => {
    const scored = play();
    return playersLoss(of, parts.loss[of], optionsOf, scored, averageOf(scored));
  };
  if (!parts.setting.regularizer) return alone(player);
  const { member, choice } = parts.regularizer[player];
  const played = play();
  const context: RegularizerContext = {
    ...played,
    player,
    mean: (perSample) => averageOf(played)(perSample, 'real'),
    parameters: matrices[player],
    slope: (of) => grad(() => alone(of), [...matrices[of]]),
    draw: (name) => drawn(member, name, batch),
  };
  const added = member.add(context, optionsOf(choice));
  return added ? tf.add(alone(player), added) : alone(player);
}

/** The score as D's regularizer lets D see: of blurred samples, say. */
function shown(parts: Parts, optionsOf: OptionsOf, batch: Batch, scored: Scored): Scored {
  if (!parts.setting.regularizer) return scored;
  const { member, choice } = parts.regularizer.discriminator;
  if (!member.seen) return scored;
  const draw = (name: string) => drawn(member, name, batch);
  return {
    ...scored,
    score: (x, of = 'real') => scored.score(member.seen!(x, { of, draw }, optionsOf(choice)), of),
  };
}

/** The parameters as the player's regularizer and the game leave them after a step. */
function projected(
  parts: Parts,
  optionsOf: OptionsOf,
  { player, parameters }: { readonly player: Player; readonly parameters: Tensor3D },
): Tensor3D {
  const regularizer = parts.setting.regularizer && parts.regularizer[player];
  const left = regularizer?.member.project?.(player, parameters, optionsOf(regularizer.choice)) ?? parameters;
  const { box, project } = parts.game;
  if (player === 'generator' && project) return project(left);
  const bound = box?.[player];
  return bound === undefined ? left : tf.minimum(tf.maximum(left, -bound), bound);
}

function drawn({ name: regularizer, draws }: Regularizer, name: string, batch: Batch): Tensor3D {
  const draw = draws?.[name];
  if (!draw) throw new Error(`${regularizer}: uses ${name}, which is not among its draws`);
  const numbers = batch.drawn?.[drawName(name, draw)];
  if (!numbers) throw new Error(`${regularizer}: the batch comes without the ${draw.of} numbers ${name}`);
  return numbers;
}

/** Sums up a column of the batch, [runs, batch, 1] -> [runs, 1, 1]: of data, or of G's samples. */
type Average = (perSample: Tensor3D, of: 'real' | 'fake') => Tensor3D;

function averageOf({ weights }: Scored): Average {
  return weights ? (perSample, of) => tf.matMul(weights[of], perSample) as Tensor3D : mean;
}

/** What the player minimises without regularizers: [runs, 1, 1]. `average` weighs the batch; a plain mean if absent. */
export function playersLoss(
  player: Player,
  { member, choice }: Chosen<Loss>,
  optionsOf: OptionsOf,
  { score, real, fake }: Scored,
  average: Average = mean,
): Tensor3D {
  const options = optionsOf(choice);
  const judge = (part: 'real' | 'fake' | 'generator', scores: Tensor3D, of: 'real' | 'fake') =>
    average(member[part](scores, options), of);
  if (member.relative) {
    const r = member.relative({ real: score(real, 'real'), fake: score(fake, 'fake') }, (perSample) =>
      average(perSample, 'real'),
    );
    if (player === 'discriminator') return tf.add(judge('real', r.real, 'real'), judge('fake', r.fake, 'fake'));
    return tf.add(judge('generator', r.fake, 'fake'), judge('generator', tf.neg(r.real), 'real'));
  }
  if (player === 'generator') return judge('generator', score(fake, 'fake'), 'fake');
  return tf.add(judge('real', score(real, 'real'), 'real'), judge('fake', score(fake, 'fake'), 'fake'));
}

/** [runs, batch, 1] -> [runs, 1, 1]. */
function mean(perSample: Tensor3D): Tensor3D {
  return tf.mean(perSample, 1, true) as Tensor3D;
}

/** What has parameters: a network, or a player of a game. */
interface Parametric {
  readonly parameters: readonly Parameter[];
}

/** A flat vector [runs, 1, length] as the player's matrices. */
export function unpack({ parameters }: Parametric, flat: Tensor3D): Tensor3D[] {
  const sizes = parameters.map(({ rows, columns }) => rows * columns);
  // New tensors always: what else was made from `flat` must not count where these are differentiated in.
  const pieces = sizes.length === 1 ? [tf.clone(flat)] : tf.split(flat, sizes, 2);
  return parameters.map(({ rows, columns }, i) => {
    const piece = pieces[i] as Tensor3D;
    return rows === 1 ? piece : tf.reshape(piece, [piece.shape[0], rows, columns]);
  });
}

function unpackBoth({ players, follows }: BuiltGame, flat: Players<Tensor3D>): Players<Tensor3D[]> {
  const generator = unpack(players.generator, flat.generator);
  const discriminator = unpack(players.discriminator, flat.discriminator);
  if (!follows) return { generator, discriminator };
  // Unpacked once more: G's gradient takes D, which is at its optimum, as it is.
  const followed = unpack(players.generator, flat.generator);
  return { generator, discriminator: [...followed, ...discriminator.slice(followed.length)] };
}

/** The inverse of `unpack`. */
export function pack(matrices: readonly Tensor3D[]): Tensor3D {
  const flat = matrices.map((matrix) => tf.reshape(matrix, [matrix.shape[0], 1, matrix.shape[1] * matrix.shape[2]]));
  return (flat.length === 1 ? flat[0] : tf.concat(flat, 2)) as Tensor3D;
}
