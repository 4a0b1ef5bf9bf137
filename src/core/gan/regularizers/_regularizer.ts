/** Regularizers: terms of a player's loss, projections of its parameters after a step, or noise on the inputs of D. */
import type { Tensor3D } from '../../engine/tf.js';
import type { Member } from '../family.js';
import type { Options, ProgramOptions } from '../options.js';
import type { Player } from '../players.js';

/** Random numbers that come with each batch. Draws of equal name and kind are equal numbers in every regularizer. */
export interface RegularizerDraw {
  /** Uniform in [0, 1), or standard normal. */
  readonly of: 'uniform' | 'normal';
  /** One number per sample, [runs, batch, 1], or per coordinate of a sample, [runs, batch, dim]. */
  readonly each: 'sample' | 'coordinate';
}

/** What a regularizer is given, with both players' parameters bound. */
export interface RegularizerContext {
  readonly player: Player;
  /** D's score at x, [runs, batch, 1]. Differentiable in x and in D's parameters. `of`: see `ScoredBatch`. */
  score(x: Tensor3D, of?: 'real' | 'fake'): Tensor3D;
  readonly real: Tensor3D;
  readonly fake: Tensor3D;
  /** Mean over the batch axis, [runs, 1, 1]. */
  mean(perSample: Tensor3D): Tensor3D;
  /** The player's own parameters, matrix by matrix. */
  readonly parameters: readonly Tensor3D[];
  /** Gradient of a player's loss, without regularizers, in its own parameters. Differentiable in both players' parameters. */
  slope(player: Player): readonly Tensor3D[];
  /** One of the regularizer's own draws. */
  draw(name: string): Tensor3D;
}

export interface Regularizer extends Member {
  /** The only player on whom it has an effect; absent: both. */
  readonly onlyFor?: Player;
  /** It uses the gradient of the score of a single sample. */
  readonly usesScoreGradient?: true;
  /** Random numbers that `add` or `transformInput` draws; absent: none. */
  readonly draws?: Readonly<Record<string, RegularizerDraw>>;
  /** The term of the player's loss, [runs, 1, 1]; null: none. */
  add(context: RegularizerContext, options: Record<string, unknown>): Tensor3D | null;
  /**
   * The input of D instead of x, data or generated samples, in both players' losses; absent: x. The regularizer chosen
   * for the discriminator decides.
   */
  transformInput?(
    x: Tensor3D,
    at: { readonly of: 'real' | 'fake'; draw(name: string): Tensor3D },
    options: Record<string, unknown>,
  ): Tensor3D;
  /** Projects the player's flat parameters, [runs, 1, length], after each of its steps; absent: no projection. */
  project?(player: Player, parameters: Tensor3D, options: Record<string, unknown>): Tensor3D;
}

export function regularizer<O extends Options>(
  member: Omit<Regularizer, 'options' | 'add' | 'transformInput' | 'project'> & {
    readonly options: O;
    add(context: RegularizerContext, options: ProgramOptions<O>): Tensor3D | null;
    transformInput?(
      x: Tensor3D,
      at: { readonly of: 'real' | 'fake'; draw(name: string): Tensor3D },
      options: ProgramOptions<O>,
    ): Tensor3D;
    project?(player: Player, parameters: Tensor3D, options: ProgramOptions<O>): Tensor3D;
  },
): Regularizer {
  const whole = member as unknown as Regularizer;
  const { onlyFor, add, project } = whole;
  if (!onlyFor) return whole;
  return {
    ...whole,
    add: (context, options) => (context.player === onlyFor ? add(context, options) : null),
    ...(project && {
      project: (player, parameters, options) =>
        player === onlyFor ? project(player, parameters, options) : parameters,
    }),
  };
}
