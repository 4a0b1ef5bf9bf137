import { expect, it } from 'vitest';
import { gameSetting } from '../../../test/support/games.js';
import { smallSetting } from '../../../test/support/setting.js';
import { openBackend } from '../../core/engine/backends/backends.js';
import { build } from '../../core/gan/build.js';
import { extremes, isPlanar, trajectoryOf } from './trajectory.js';

const BILINEAR = { name: 'bilinear', start: { generator: 1, discriminator: 1 }, box: {} };

it('a long trajectory keeps its start, its end and where it was farthest out', async () => {
  const backend = await openBackend('onnx');
  const parts = build(gameSetting(BILINEAR, { lr: 0.05 }));
  const worker = { backend, exact: backend, compiled: new Map() };
  const { shape, data } = await trajectoryOf(parts, worker, { seed: 1, steps: 3000 });
  expect(shape[0]).toBeLessThanOrEqual(500);
  expect(shape[0]).toBeGreaterThan(250);
  const rows = Array.from({ length: shape[0] }, (_, i) => [...data.subarray(3 * i, 3 * i + 3)]);
  expect(rows[0]).toEqual([0, 1, 1]);
  expect(rows.at(-1)![0]).toBe(3000);
  for (let i = 1; i < rows.length; i++) expect(rows[i][0]).toBeGreaterThan(rows[i - 1][0]);
  // Descent at once spirals out: sqrt(2) (1 + .05^2)^(step / 2).
  for (const [step, x, y] of rows) expect(Math.hypot(x, y) / (Math.SQRT2 * 1.0025 ** (step / 2))).toBeCloseTo(1, 9);
});

it('extremes are kept wherever they lie', () => {
  const flat = new Float64Array(10_000);
  const spike = flat.slice();
  [spike[1234], spike[8001]] = [5, -3];
  const other = flat.slice();
  other[4321] = 1;
  const kept = extremes([spike, other], 500);
  expect(kept.length).toBeLessThanOrEqual(500);
  for (const place of [0, 1234, 4321, 8001, 9999]) expect(kept).toContain(place);
  expect(extremes([flat.slice(0, 500), other.slice(0, 500)], 500)).toHaveLength(500);
});

it('only games of one number each are curves in the plane', () => {
  expect(isPlanar(build(gameSetting(BILINEAR)))).toBe(true);
  expect(isPlanar(build(smallSetting()))).toBe(false);
});
