/** The players' losses, gradients and updates as tensors: what update schemes are composed of. */

import { grad, type Tensor3D, tf } from '../engine/tf.js';
import type { Chosen, Parts } from '../gan/build.js';
import type { BuiltGame, ParameterMatrices, ScoredBatch } from '../gan/games/_game.js';
import type { Loss } from '../gan/losses/_loss.js';
import type { Parameter } from '../gan/networks/_network.js';
import type { OptionsOf } from '../gan/options.js';
import type { Player, Players } from '../gan/players.js';
import type { Regularizer, RegularizerContext } from '../gan/regularizers/_regularizer.js';
import type { Batch, PlayerOperations } from '../gan/schemes/_scheme.js';
import { drawName } from './batches.js';

/** The operations of a setting's game. `optionsOf`: a choice's options with scalars as tensors. */
export function playerOperations(parts: Parts, optionsOf: OptionsOf): PlayerOperations {
  const { game, optimizer } = parts;
  const loss = (player: Player, matrices: ParameterMatrices, batch: Batch) =>
    lossOf(parts, optionsOf, { player, matrices, batch });
  return {
    loss: (player, parameters, batch) => loss(player, unpackBoth(game, parameters), batch),
    gradient(player, parameters, batch) {
      const matrices = unpackBoth(game, parameters);
      return pack(grad(() => loss(player, matrices, batch), matrices[player]) as Tensor3D[]);
    },
    update(player, state, gradient) {
      if (game.optimalDiscriminator && player === 'discriminator') return state;
      const { parameters, memory } = optimizer[player].member.update(
        gradient,
        state,
        optionsOf(optimizer[player].choice),
      );
      return { memory, parameters: project(parts, optionsOf, { player, parameters }) };
    },
    slope: (of, at) => grad(() => of(at), [at])[0],
  };
}

interface LossRequest {
  readonly player: Player;
  readonly matrices: ParameterMatrices;
  readonly batch: Batch;
}

function lossOf(parts: Parts, optionsOf: OptionsOf, { player, matrices, batch }: LossRequest): Tensor3D {
  const { rules } = parts.game;
  if ('payoff' in rules) return rules.payoff(player, matrices);
  // A regularizer that scores data or samples again shares these scores with the loss, if they are not those of both as one batch.
  const scoresAgain = parts.setting.regularizer !== undefined && parts.regularizer[player].member.usesScoreGradient;
  const scored = () => {
    const { scoreBoth, ...each } = withSeenSamples(parts, optionsOf, batch, rules.scored(matrices, batch, optionsOf));
    return scoreBoth && !scoresAgain ? { ...each, scoreBoth } : each;
  };
  // Evaluated again for each loss: a tensor from outside of a differentiated function counts as constant.
  const unregularized = (of: Player) => {
    const scores = scored();
    return playerLoss(of, parts.loss[of], optionsOf, scores, averageOf(scores));
  };
  if (!parts.setting.regularizer) return unregularized(player);
  const { member, choice } = parts.regularizer[player];
  const scores = scored();
  const context: RegularizerContext = {
    ...scores,
    player,
    mean: (perSample) => averageOf(scores)(perSample, 'real'),
    parameters: matrices[player],
    slope: (of) => grad(() => unregularized(of), [...matrices[of]]),
    draw: (name) => drawFor(member, name, batch),
  };
  const added = member.add(context, optionsOf(choice));
  return added ? tf.add(unregularized(player), added) : unregularized(player);
}

/** D's score of samples as its regularizer changes them before D sees them: with instance noise, for example. */
function withSeenSamples(parts: Parts, optionsOf: OptionsOf, batch: Batch, scored: ScoredBatch): ScoredBatch {
  if (!parts.setting.regularizer) return scored;
  const { member, choice } = parts.regularizer.discriminator;
  if (!member.transformInput) return scored;
  const draw = (name: string) => drawFor(member, name, batch);
  const seen = (x: Tensor3D, of: 'real' | 'fake') => member.transformInput!(x, { of, draw }, optionsOf(choice));
  return {
    ...scored,
    score: (x, of = 'real') => scored.score(seen(x, of), of),
    ...(scored.scoreBoth && { scoreBoth: (real, fake) => scored.scoreBoth!(seen(real, 'real'), seen(fake, 'fake')) }),
  };
}

/** Projects the parameters after a step, by the player's regularizer (weight clipping) and by the game. */
function project(
  parts: Parts,
  optionsOf: OptionsOf,
  { player, parameters }: { readonly player: Player; readonly parameters: Tensor3D },
): Tensor3D {
  const regularizer = parts.setting.regularizer && parts.regularizer[player];
  const projected = regularizer?.member.project?.(player, parameters, optionsOf(regularizer.choice)) ?? parameters;
  const { box, project } = parts.game;
  if (player === 'generator' && project) return project(projected);
  const bound = box?.[player];
  return bound === undefined ? projected : tf.minimum(tf.maximum(projected, -bound), bound);
}

function drawFor({ name: regularizer, draws }: Regularizer, name: string, batch: Batch): Tensor3D {
  const draw = draws?.[name];
  if (!draw) throw new Error(`${regularizer}: uses ${name}, which is not among its draws`);
  const numbers = batch.drawn?.[drawName(name, draw)];
  if (!numbers) throw new Error(`${regularizer}: the batch comes without the ${draw.of} numbers ${name}`);
  return numbers;
}

/** The average of a column over the batch, [runs, batch, 1] -> [runs, 1, 1], of data or of G's samples. */
type Average = (perSample: Tensor3D, of: 'real' | 'fake') => Tensor3D;

function averageOf({ weights }: ScoredBatch): Average {
  return weights ? (perSample, of) => tf.matMul(weights[of], perSample) as Tensor3D : mean;
}

/** The player's loss without regularizers, [runs, 1, 1]. `average` weights the batch; by default its mean. */
export function playerLoss(
  player: Player,
  { member, choice }: Chosen<Loss>,
  optionsOf: OptionsOf,
  { score, scoreBoth, real, fake }: ScoredBatch,
  average: Average = mean,
): Tensor3D {
  const options = optionsOf(choice);
  const lossOfPart = (part: 'real' | 'fake' | 'generator', scores: Tensor3D, of: 'real' | 'fake') =>
    average(member[part](scores, options), of);
  const both = () => scoreBoth?.(real, fake) ?? { real: score(real, 'real'), fake: score(fake, 'fake') };
  if (member.relative) {
    const r = member.relative(both(), (perSample) => average(perSample, 'real'));
    if (player === 'discriminator')
      return tf.add(lossOfPart('real', r.real, 'real'), lossOfPart('fake', r.fake, 'fake'));
    return tf.add(lossOfPart('generator', r.fake, 'fake'), lossOfPart('generator', tf.neg(r.real), 'real'));
  }
  if (player === 'generator') return lossOfPart('generator', score(fake, 'fake'), 'fake');
  const scores = both();
  return tf.add(lossOfPart('real', scores.real, 'real'), lossOfPart('fake', scores.fake, 'fake'));
}

/** [runs, batch, 1] -> [runs, 1, 1]. */
function mean(perSample: Tensor3D): Tensor3D {
  return tf.mean(perSample, 1, true) as Tensor3D;
}

/** A network, or a player of a game in closed form. */
interface Parametric {
  readonly parameters: readonly Parameter[];
}

/** Flat parameters [runs, 1, length] as the player's matrices [runs, rows, columns]. */
export function unpack({ parameters }: Parametric, flat: Tensor3D): Tensor3D[] {
  const sizes = parameters.map(({ rows, columns }) => rows * columns);
  // Always new tensors: a derivative in these must not count other tensors made from `flat`.
  const pieces = sizes.length === 1 ? [tf.clone(flat)] : tf.split(flat, sizes, 2);
  return parameters.map(({ rows, columns }, i) => {
    const piece = pieces[i] as Tensor3D;
    return rows === 1 ? piece : tf.reshape(piece, [piece.shape[0], rows, columns]);
  });
}

function unpackBoth({ players, optimalDiscriminator }: BuiltGame, flat: Players<Tensor3D>): Players<Tensor3D[]> {
  const generator = unpack(players.generator, flat.generator);
  const discriminator = unpack(players.discriminator, flat.discriminator);
  if (!optimalDiscriminator) return { generator, discriminator };
  // Unpacked once more, so that G's gradient takes D, which is at its optimum, as constant.
  const followed = unpack(players.generator, flat.generator);
  return { generator, discriminator: [...followed, ...discriminator.slice(followed.length)] };
}

/** The inverse of `unpack`. */
export function pack(matrices: readonly Tensor3D[]): Tensor3D {
  const flat = matrices.map((matrix) => tf.reshape(matrix, [matrix.shape[0], 1, matrix.shape[1] * matrix.shape[2]]));
  return (flat.length === 1 ? flat[0] : tf.concat(flat, 2)) as Tensor3D;
}
