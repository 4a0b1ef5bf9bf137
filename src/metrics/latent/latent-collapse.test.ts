import { expect, test } from 'vitest';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { finiteSet } from '../../core/gan/targets/_sample-sets.js';
import { ring } from '../../core/gan/targets/ring.js';
import { stream } from '../../core/math/random/random.js';
import { latentCollapse } from './latent-collapse.js';

const target = ring.create({ modes: 8, radius: 1, std: 0.01 });

test('at q = p it is 1, within the noise of the mode with the most samples', async () => {
  const measured = await numberOf(latentCollapse, { target, G: ringOf(target, everyMode(8)) });
  expect(Math.abs(measured - 1)).toBeLessThan(5 * Math.sqrt((2 * 8) / 2500));
});

test('on m of 8 modes it is 8 / m', async () => {
  for (const m of [1, 2, 4]) {
    const measured = await numberOf(latentCollapse, { target, G: ringOf(target, everyMode(m)) });
    expect(Math.abs(measured / (8 / m) - 1)).toBeLessThan(0.2);
  }
});

test('a constant generator has the largest value, one more spread out than the data has less than 1', async () => {
  // The data's largest ball has a share of about 0.15.
  expect(await numberOf(latentCollapse, { target, G: () => [0.3, 0] })).toBeGreaterThan(6);
  expect(await numberOf(latentCollapse, { target, G: (z) => z })).toBeLessThan(0.1);
});

test('the radius is in units of the target’s scale', async () => {
  const halves = { target, G: ([a]: readonly number[]) => [a < 0 ? 0 : 0.05, 0] };
  const near = await numberOf(latentCollapse, halves, { radius: 3 });
  const far = await numberOf(latentCollapse, halves, { radius: 6 });
  expect(far / near).toBeGreaterThan(1.7);
});

test('on one of 8 modes it is 8, without the bias of a maximum over 8 counts', async () => {
  let sum = 0;
  for (let seed = 1; seed <= 10; seed++)
    sum += await numberOf(latentCollapse, { target, G: ringOf(target, everyMode(1)), seed, samples: 1000 });
  // A mass of 1 / 8 from 65,536 draws has a relative error of 1 %.
  expect(Math.abs(sum / 10 / 8 - 1)).toBeLessThan((5 * 0.0105) / Math.sqrt(10));
});

test('of data known from a file alone, both halves of the rows decide', async () => {
  const n = 4000;
  const x = new Float64Array(2 * n);
  target.sample(x, stream({ seed: 5, purpose: 'rows', step: 0 }));
  const rows = finiteSet(x, 2, 'rows');
  const given = { generated: new Float64Array(2 * n).map((_, i) => x[i % 2]), real: x };
  // A ball of .3 holds one mode.
  const measured = await numberOf(latentCollapse, { target: rows, G: (z) => z, given }, { radius: 0.3 / rows.scale });
  expect(Math.abs(measured / 8 - 1)).toBeLessThan(5 * Math.sqrt(7 / n));
});

test('one sample has no second half; NaN is absent', async () => {
  expect(await compute(latentCollapse, { target, G: () => [0, 0], samples: 1 })).toHaveProperty('absent');
  expect(await compute(latentCollapse, { target, G: () => [0, Number.NaN] })).toHaveProperty('absent');
});

test('among many columns a collapse is seen: copies of one row with little noise', async () => {
  const [n, dim] = [400, 784];
  const random = stream({ seed: 7, purpose: 'pictures', step: 0 });
  const noise = new Float64Array(n * dim);
  random.fillNormal(noise);
  // Pictures: columns of very unequal widths, some constant.
  const real = noise.map((value, at) => value * [0, 1e-4, 0.1, 0.3][at % 4]);
  const rows = finiteSet(real, dim, 'pictures');
  const jitter = new Float64Array(n * dim);
  random.fillNormal(jitter);
  const copies = jitter.map((value, at) => real[at % dim] + 0.01 * value);
  const reference = new Float64Array(n * dim);
  random.fillNormal(reference);
  const at = (generated: Float64Array) =>
    numberOf(latentCollapse, { target: rows, G: (z) => z, given: { generated, real } });
  expect(await at(copies)).toBeGreaterThan(3);
  const good = await at(reference.map((value, i) => value * [0, 1e-4, 0.1, 0.3][i % 4]));
  expect(good).toBeGreaterThan(0.5);
  expect(good).toBeLessThan(2);
});
