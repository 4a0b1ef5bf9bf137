/** A small game, G(z) = z u against D 2 -> 4 -> 1 with tanh, in which regularizers are looked at. */

import type { Tensors } from '../core/engine/program.js';
import { grad, type Tensor3D, tf } from '../core/engine/tf.js';
import type { Player } from '../core/gan/players.js';
import type { Regularizer, RegularizerContext } from '../core/gan/regularizers/_regularizer.js';
import { type GivenInputs, optionInputs } from './programs.js';

export const REGULARIZED_BATCH = 3;
const WIDTH = 4;
const wave = (length: number, phase: number) => Array.from({ length }, (_, i) => Math.sin(2.3 * i + phase));

/** tanh is smooth, so that finite differences hold to second order. */
export const REGULARIZED_PARAMETERS = { u: wave(4, 0.5), w: wave(2 * WIDTH, 1), b: wave(WIDTH, 2), v: wave(WIDTH, 3) };
export type Matrix = keyof typeof REGULARIZED_PARAMETERS;
export const MATRICES = Object.keys(REGULARIZED_PARAMETERS) as Matrix[];
export const PLAYERS_MATRICES: Record<Player, readonly Matrix[]> = { generator: ['u'], discriminator: ['w', 'b', 'v'] };

export const regularizerInputs = (
  regularizer: Regularizer,
  options: Record<string, unknown>,
  parameters = REGULARIZED_PARAMETERS,
): GivenInputs => ({
  u: { shape: [1, 2, 2], values: parameters.u },
  w: { shape: [1, 2, WIDTH], values: parameters.w },
  b: { shape: [1, 1, WIDTH], values: parameters.b },
  v: { shape: [1, WIDTH, 1], values: parameters.v },
  real: { shape: [1, REGULARIZED_BATCH, 2], values: wave(2 * REGULARIZED_BATCH, 4) },
  latent: { shape: [1, REGULARIZED_BATCH, 2], values: wave(2 * REGULARIZED_BATCH, 5) },
  ...Object.fromEntries(
    Object.entries(regularizer.draws ?? {}).map(([name, { each }], i) => {
      const columns = each === 'sample' ? 1 : 2;
      return [
        `draw/${name}`,
        {
          shape: [1, REGULARIZED_BATCH, columns],
          values: wave(REGULARIZED_BATCH * columns, 6 + i).map((x) => (x + 1) / 2),
        },
      ];
    }),
  ),
  ...optionInputs(regularizer, options),
});

/** The game bound to a program's inputs: D's loss has its slope in u as well, G's in w, b and v. */
export function regularizerContext(player: Player, inputs: Tensors): RegularizerContext {
  const { u, w, b, v, real, latent } = inputs;
  const score = (x: Tensor3D): Tensor3D => tf.matMul(tf.tanh(tf.add(tf.matMul<Tensor3D>(x, w), b)) as Tensor3D, v);
  const mean = (perSample: Tensor3D): Tensor3D => tf.mean(perSample, 1, true);
  const fake = (): Tensor3D => tf.matMul(latent, u);
  const losses: Record<Player, () => Tensor3D> = {
    generator: () => mean(tf.softplus(tf.neg<Tensor3D>(score(fake())))),
    discriminator: () =>
      tf.add(mean(tf.softplus(tf.neg(score(real)))), mean(tf.softplus(tf.mul<Tensor3D>(score(fake()), 1.5)))),
  };
  const own = (of: Player) => PLAYERS_MATRICES[of].map((name) => inputs[name]);
  return {
    player,
    score,
    mean,
    real,
    fake: fake(),
    parameters: own(player),
    slope: (of) => grad(losses[of], own(of)),
    draw: (name) => inputs[`draw/${name}`],
  };
}
