import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../../test/support/programs.js';
import { smallSetting } from '../../../../test/support/setting.js';
import type { Tensors } from '../../engine/program.js';
import { type Tensor3D, tf } from '../../engine/tf.js';
import { build, type Parts } from '../build.js';
import type { ScoredBatch } from './_game.js';

const { discriminator } = smallSetting();
const partsOf = (changes: object) => build(smallSetting({ discriminator: { ...discriminator, ...changes } }));

function scoredBy({ game }: Parts, inputs: Tensors): ScoredBatch {
  if (!('scored' in game.rules)) throw new Error('networks are scored');
  const zeros = game.players.generator.parameters.map(({ rows, columns }) => tf.zeros([1, rows, columns]) as Tensor3D);
  const matrices = {
    generator: zeros,
    discriminator: game.players.discriminator.parameters.map(({ name }) => inputs[name]),
  };
  return game.rules.scored(matrices, { real: inputs.x, latent: inputs.x }, (choice) => choice);
}

const given = {
  'weights-0': { shape: [1, 2, 12] as const, values: Array.from({ length: 24 }, (_, i) => Math.sin(i)) },
  'bias-0': { shape: [1, 1, 12] as const, values: new Array(12).fill(0.3) },
  'weights-1': { shape: [1, 12, 1] as const, values: Array.from({ length: 12 }, (_, i) => Math.cos(i)) },
  'bias-1': { shape: [1, 1, 1] as const, values: [0.25] },
  x: { shape: [1, 3, 2] as const, values: [1, 2, -1, 0.5, 0, 3] },
  y: { shape: [1, 3, 2] as const, values: [0.1, -2, 4, 0.5, 2, -3] },
};

describe("D's scores of data and samples as one batch", () => {
  it('are those of each', async () => {
    const scores = await evaluate((inputs) => {
      const { score, scoreBoth } = scoredBy(partsOf({}), inputs);
      const both = scoreBoth!(inputs.x, inputs.y);
      return { real: both.real, fake: both.fake, x: score(inputs.x), y: score(inputs.y, 'fake') };
    }, given);
    expect(scores.real).toEqual(scores.x);
    expect(scores.fake).toEqual(scores.y);
    expect(scores.x).not.toEqual(scores.y);
  });

  it.each([{ dropout: 0.4 }, { normalize: 'batch' }, { minibatchStd: true }])(
    'are not to be had where a score depends on the batch or on draws: %j',
    async (changes) => {
      await evaluate((inputs) => {
        expect(scoredBy(partsOf(changes), inputs).scoreBoth).toBeUndefined();
        return { x: inputs.x };
      }, given);
    },
  );
});
