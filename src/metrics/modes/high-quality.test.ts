import { expect, test } from 'vitest';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { mixturePacgan } from '../../core/gan/targets/presets/mixture-pacgan.js';
import { ring } from '../../core/gan/targets/ring.js';
import { stream } from '../../core/math/random/random.js';
import { highQuality } from './high-quality.js';
import { modesCovered } from './modes-covered.js';

const target = ring.create({ modes: 8, radius: 1, std: 0.01 });
const reference = { target, G: ringOf(target, everyMode(8)), samples: 20_000 };
const near = (share: number) => 5 * Math.sqrt((share * (1 - share)) / 20_000);

test('the data itself has 98.89 % under the l2 rule and 99.46 % under the box rule', async () => {
  const l2 = 1 - Math.exp(-4.5);
  expect(Math.abs((await numberOf(highQuality, reference)) - l2)).toBeLessThan(near(l2));
  const box = 0.9973002 ** 2;
  expect(Math.abs((await numberOf(highQuality, reference, { rule: 'box' })) - box)).toBeLessThan(near(box));
});

test('on a line, the data itself has 99.73 %', async () => {
  const line = gaussianTarget.create({ mean: 1, std: 2 });
  const measured = await numberOf(highQuality, { target: line, G: ([z]) => [1 + 2 * z], samples: 20_000 });
  expect(Math.abs(measured - 0.9973)).toBeLessThan(near(0.9973));
});

test('a smaller radius admits fewer samples', async () => {
  const one = 1 - Math.exp(-0.5);
  expect(Math.abs((await numberOf(highQuality, reference, { radius: 1 })) - one)).toBeLessThan(near(one));
});

test('each coordinate is measured in its own standard deviation', async () => {
  const flat = gaussianTarget.create({ mean: [0, 0], std: [10, 0.1] });
  expect(await numberOf(highQuality, { target: flat, G: () => [20, 0.1] })).toBe(1);
  expect(await numberOf(highQuality, { target: flat, G: () => [0.1, 20] })).toBe(0);
});

test('a point on a mode has all, a point between the modes none; one sample is enough', async () => {
  expect(await numberOf(highQuality, { target, G: () => [1, 0] })).toBe(1);
  expect(await numberOf(highQuality, { target, G: () => [0, 0], samples: 1 })).toBe(0);
});

test('it is absent where the output is not a number', async () => {
  expect(await compute(highQuality, { target, G: () => [Number.NaN, 0] })).toEqual({
    absent: "G's output is not finite",
  });
});

test('coordinates of standard deviation 0 must be equal, by both rules', async () => {
  const singular = mixturePacgan.create({});
  const n = 60;
  const generated = new Float64Array(n * singular.dim);
  singular.sample(generated, stream({ seed: 3, purpose: 'q', step: 0 }));
  const of = (x: Float64Array) => ({
    target: singular,
    G: (z: readonly number[]) => z,
    given: { generated: x, real: x },
  });
  const box = { rule: 'box', radius: 10 };
  expect(await numberOf(highQuality, of(generated), box)).toBe(1);
  expect(await numberOf(modesCovered, of(generated), box)).toBe(10);
  // The length of 700 standard normals: 26.4 +- .7.
  expect(await numberOf(highQuality, of(generated), { radius: 10 })).toBe(0);
  expect(await numberOf(highQuality, of(generated), { radius: 30 })).toBe(1);
  const off = generated.slice();
  for (let row = 0; row < n / 2; row++) off[row * singular.dim + 1199] += 1e-6;
  for (const options of [box, { radius: 30 }]) expect(await numberOf(highQuality, of(off), options)).toBe(0.5);
});

test('the ideal in many dimensions keeps its digits by both rules', () => {
  // mpmath: the chi-squared distribution of 25 degrees of freedom at .148^2 and 9; erf(r / sqrt 2)^25.
  const many = gaussianTarget.create({ mean: 0, std: 2, dim: 25 });
  const idealOf = (options: { rule: 'l2' | 'box'; radius: number }) => highQuality.theory!(many, options).ideal!;
  const cases = [
    { rule: 'l2', radius: 0.148, ideal: 1.803558506121734e-34 },
    { rule: 'l2', radius: 3, ideal: 0.001403802243495133 },
    { rule: 'box', radius: 0.148, ideal: 5.827276855252815e-24 },
    { rule: 'box', radius: 1e-12, ideal: 3.535912725838179e-303 },
  ] as const;
  for (const { ideal, ...options } of cases) expect(Math.abs(idealOf(options) / ideal - 1)).toBeLessThan(1e-12);
});
