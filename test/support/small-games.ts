/** Schemes in games small enough to be known: what one turn does to (x, y), x the generator's number and y the discriminator's. */

import type { Tensors } from '../../src/core/engine/program.js';
import { grad, type Tensor3D, tf } from '../../src/core/engine/tf.js';
import { families } from '../../src/core/gan/families.js';
import { sgd } from '../../src/core/gan/optimizers/sgd.js';
import { isScalarOption } from '../../src/core/gan/options.js';
import type { Player, Players } from '../../src/core/gan/players.js';
import type { Batch, PlayerOperations } from '../../src/core/gan/schemes/_scheme.js';
import { evaluate } from './programs.js';

const { schemes } = families;

export type Losses = Record<Player, (at: Players<Tensor3D>) => Tensor3D>;

export function gameWith(losses: Losses, lr: Tensor3D): PlayerOperations {
  return {
    loss: (player, at) => losses[player](at),
    gradient: (player, at) => grad(() => losses[player](at), [at[player]])[0],
    update: (_player, step, gradient) => {
      const { parameters } = sgd.update(gradient, step, { lr });
      const updates = step.memory.updates && tf.add<Tensor3D>(step.memory.updates, 1);
      return { parameters, memory: updates ? { updates } : step.memory };
    },
    slope: (of, at) => grad(() => of(at), [at])[0],
  };
}

export const bilinear: Losses = {
  generator: ({ generator, discriminator }): Tensor3D => tf.mul(generator, discriminator),
  discriminator: ({ generator, discriminator }) => tf.neg(tf.mul<Tensor3D>(generator, discriminator)),
};

/** The matrix of one turn, by what it does to each unit vector: one run each. State: x, y, and the scheme's memories. */
export async function matrixOf(
  name: string,
  eta: number,
  options: Record<string, unknown>,
  losses: Losses = bilinear,
): Promise<number[][]> {
  const scheme = schemes.get(name)!;
  const kept = Object.keys(scheme.memory ?? {});
  const size = 2 * (1 + kept.length);
  const body = ({ state, lr }: Tensors) => {
    const pieces = tf.split(state, size, 2) as Tensor3D[];
    const player = (i: number) => ({
      parameters: pieces[i],
      memory: Object.fromEntries(kept.map((memory, k) => [memory, pieces[2 + 2 * k + i]])),
    });
    const turn = {
      operations: gameWith(losses, lr),
      state: { generator: player(0), discriminator: player(1) },
      batch: () => ({}) as Batch,
    };
    const scalars = Object.fromEntries(
      Object.entries(options).flatMap(([key, value]) =>
        isScalarOption(scheme.options[key]) ? [[key, tf.fill(lr.shape, value as number)]] : [],
      ),
    );
    const { generator, discriminator } = scheme.step(turn, { ...options, ...scalars });
    const memories = kept.flatMap((memory) => [generator.memory[memory], discriminator.memory[memory]]);
    return { next: tf.concat([generator.parameters, discriminator.parameters, ...memories], 2) as Tensor3D };
  };
  const identity = Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? 1 : 0));
  const { next } = await evaluate(body, {
    state: { shape: [size, 1, size], values: identity },
    lr: { shape: [size, 1, 1], values: new Array<number>(size).fill(eta) },
  });
  return Array.from({ length: size }, (_, i) => next.slice(i * size, (i + 1) * size));
}

/** Gelfand: the limit of |M^n|^(1/n), by squaring forty times. */
export function spectralRadius(matrix: number[][]): number {
  let power = matrix;
  let logarithm = 0;
  for (let squarings = 0, n = 1; squarings <= 40; squarings += 1, n *= 2) {
    const norm = Math.hypot(...power.flat());
    logarithm += Math.log(norm) / n;
    power = power.map((row) => row.map((value) => value / norm));
    power = power.map((row) => power.map((_, j) => row.reduce((sum, value, k) => sum + value * power[k][j], 0)));
  }
  return Math.exp(logarithm);
}
