import { expect, test } from 'vitest';
import { evaluate } from '../../../test/support/programs.js';
import { smallSetting } from '../../../test/support/setting.js';
import { stream } from '../math/random/random.js';
import { batchSources } from '../training/batches.js';
import { build } from './build.js';
import { dataSource, packRows, unpackRows } from './packing.js';
import type { Batch } from './schemes/_scheme.js';
import { gridSga } from './targets/presets/grid-sga.js';
import { ringNumerics } from './targets/presets/ring-numerics.js';

const affine = { name: 'affine', scale: 1, shift: 0 };
const packs = (packing: number) => build(smallSetting({ game: { name: 'neural', packing }, generator: affine }));

test('a row is a pack: D sees three samples side by side, each made from noise of its own', async () => {
  const { game } = packs(3);
  expect([game.rows, game.dim, game.networks!.discriminator.inputs]).toEqual([37, 6, 6]);
  expect(batchSources(packs(3)).map(({ name, columns }) => [name, columns])).toEqual([
    ['real', 6],
    ['latent', 6],
  ]);
  const z = [1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6];
  const { fake } = await evaluate(
    ({ latent, scale, shift }) => {
      if (!('scored' in game.rules)) throw new Error('networks are scored');
      const matrices = { generator: [scale, shift], discriminator: [] };
      return { fake: game.rules.scored(matrices, { real: latent, latent } as Batch, (choice) => choice).fake };
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
  const { apart, back } = await evaluate(
    ({ x }) => ({ apart: unpackRows(x, 2), back: packRows(unpackRows(x, 2), 2) }),
    {
      x: { shape: [2, 2, 6], values },
    },
  );
  expect(apart).toEqual(values);
  expect(back).toEqual(values);
});

test('a target that draws mode after mode trains in whole rounds of its modes', () => {
  const setting = { target: { name: 'ring-numerics' } };
  expect(() => build(smallSetting({ ...setting, batch: 4 }))).toThrow(
    'batch: must be a multiple of 8, got 4: the target draws row k from mode k modulo 8, so that only whole rounds have the weights of its modes',
  );
  expect(build(smallSetting({ ...setting, batch: 16 })).game.rows).toBe(16);
  expect(build(smallSetting({ ...setting, batch: 3, game: { name: 'neural', packing: 2 } })).game.rows).toBe(3);
});

test.each([
  { member: ringNumerics, modes: 8 },
  { member: gridSga, modes: 16 },
])('packs of two of $member.name are of any two modes', ({ member, modes: K }) => {
  const target = member.create({});
  const rows = 400 * K;
  const out = new Float64Array(rows * 4);
  dataSource(target, { batch: rows, packing: 2 }).sample(out, stream({ seed: 1, purpose: 'packs', step: 0 }));
  const modeAt = (at: number) =>
    target.modes!.findIndex(({ mean }) => Math.hypot(out[at] - mean[0], out[at + 1] - mean[1]) < 0.2);
  const pairs = new Map<number, number>();
  for (let at = 0; at < out.length; at += 4) {
    const pair = K * modeAt(at) + modeAt(at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  expect(pairs.size).toBe(K * K);
  // 400 / K of each pair are expected.
  const chiSquared = [...pairs.values()].reduce((sum, count) => sum + (count - 400 / K) ** 2 / (400 / K), 0);
  expect(Math.abs(chiSquared - (K * K - 1))).toBeLessThan(5 * Math.sqrt(2 * (K * K - 1)));
});
