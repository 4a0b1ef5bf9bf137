import { expect, test } from 'vitest';
import { evaluate } from '../../test/support/programs.js';
import { build } from './build.js';
import { packed, unpacked } from './packing.js';
import type { Batch } from './scheme.js';
import { sourcesOf } from './sources.js';
import { smallSetting } from './testing.js';

const affine = { name: 'affine', scale: 1, shift: 0 };
const packs = (packing: number) => build(smallSetting({ arena: { name: 'neural', packing }, generator: affine }));

test('a row is a pack: D sees three samples side by side, each made from noise of its own', async () => {
  const { arena } = packs(3);
  expect([arena.rows, arena.dim, arena.networks!.discriminator.inputs]).toEqual([37, 6, 6]);
  expect(sourcesOf(packs(3)).map(({ name, columns }) => [name, columns])).toEqual([
    ['real', 6],
    ['latent', 6],
  ]);
  const z = [1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6];
  const { fake } = await evaluate(
    ({ latent, scale, shift }) => {
      if (!('scored' in arena.rules)) throw new Error('networks are scored');
      const matrices = { generator: [scale, shift], discriminator: [] };
      return { fake: arena.rules.scored(matrices, { real: latent, latent } as Batch, (choice) => choice).fake };
    },
    {
      latent: { shape: [1, 2, 6], values: z },
      scale: { shape: [1, 1, 2], values: [10, 100] },
      shift: { shape: [1, 1, 2], values: [0.5, 0] },
    },
  );
  expect(fake).toEqual(z.map((value, i) => (i % 2 === 0 ? 10 * value + 0.5 : 100 * value)));
});

test('rows apart and side by side hold the same numbers', async () => {
  const values = Array.from({ length: 24 }, (_, i) => i);
  const { apart, back } = await evaluate(({ x }) => ({ apart: unpacked(x, 2), back: packed(unpacked(x, 2), 2) }), {
    x: { shape: [2, 2, 6], values },
  });
  expect(apart).toEqual(values);
  expect(back).toEqual(values);
});
