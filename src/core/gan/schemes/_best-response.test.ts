import { expect, test } from 'vitest';
import { evaluate } from '../../../../test/support/programs.js';
import { type Tensor3D, tf } from '../../engine/tf.js';
import type { PlayerState } from '../optimizers/_optimizer.js';
import { bestResponse } from './_best-response.js';
import type { Batch, PlayerOperations } from './_scheme.js';

test('a player that has stopped moves no more, even if its gradient on the next batch is long', async () => {
  const gradients = [8, 0.5, 6, 4];
  const body = ({ y, tolerance }: Record<string, Tensor3D>) => {
    const step: PlayerState = { parameters: y, memory: {} };
    let asked = 0;
    const operations = {
      gradient: () => tf.mul(tf.onesLike(y), gradients[asked++]),
      update: (_: string, { parameters, memory }: PlayerState, gradient: Tensor3D) => ({
        parameters: tf.sub(parameters, gradient),
        memory,
      }),
    } as unknown as PlayerOperations;
    const context = { operations, state: { generator: step, discriminator: step }, batch: () => ({}) as Batch };
    const batches = gradients.map((_, i) => `discriminator-${i + 1}`);
    return { y: bestResponse('discriminator', context, { batches, tolerance }).parameters };
  };
  const pair = (values: number[]) => ({ shape: [2, 1, 1] as const, values });
  const given = { y: pair([20, 20]), tolerance: pair([1, 0]) };
  expect((await evaluate(body, given)).y).toEqual([20 - 8, 20 - 8 - 0.5 - 6 - 4]);
});
