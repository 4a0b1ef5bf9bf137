/** Regularizers: what is added to a player's loss, or done to its parameters after its step. */
import type { Tensor3D } from '../../engine/tf.js';
import type { Member } from '../family.js';
import type { Options, ProgramOptions } from '../options.js';
import type { Player } from '../players.js';

/** Random numbers that come with each batch. Equal draws under equal names are equal numbers in every regularizer. */
export interface RegularizerDraw {
  /** Uniform in [0, 1), or standard normal. */
  readonly of: 'uniform' | 'normal';
  /** One number a sample, [runs, batch, 1], or one for each of its coordinates, [runs, batch, dim]. */
  readonly each: 'sample' | 'coordinate';
}

/** What a regularizer may look at, with both players' parameters bound. */
export interface RegularizerContext {
  readonly player: Player;
  /** D's score at x, [runs, batch, 1]. Differentiable in x and in D's parameters. `of`: see `Scored`. */
  score(x: Tensor3D, of?: 'real' | 'fake'): Tensor3D;
  readonly real: Tensor3D;
  readonly fake: Tensor3D;
  /** Mean over the batch axis, [runs, 1, 1]. */
  mean(perSample: Tensor3D): Tensor3D;
  /** The player's own parameters, matrix by matrix. */
  readonly parameters: readonly Tensor3D[];
  /** Gradient of a player's loss, regularizers aside, in that player's parameters. Differentiable in both players'. */
  slope(player: Player): readonly Tensor3D[];
  /** One of the regularizer's own draws. */
  draw(name: string): Tensor3D;
}

export interface Regularizer extends Member {
  /** The only player for whom it does anything; absent: both. */
  readonly onlyFor?: Player;
  /** It looks at how the score changes with a single sample. */
  readonly usesScoreGradient?: true;
  /** Random numbers that `add` or `seen` draws; absent: none. */
  readonly draws?: Readonly<Record<string, RegularizerDraw>>;
  /** Added to the player's loss, [runs, 1, 1]; null where there is nothing to add. */
  add(context: RegularizerContext, options: Record<string, unknown>): Tensor3D | null;
  /**
   * What D is shown in the place of x, data or G's samples, in both players' losses; absent: x. The discriminator's
   * regularizer counts.
   */
  transformInput?(
    x: Tensor3D,
    at: { readonly of: 'real' | 'fake'; draw(name: string): Tensor3D },
    options: Record<string, unknown>,
  ): Tensor3D;
  /** Done to the player's flat parameters, [runs, 1, length], after each of its steps; absent: nothing. */
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
