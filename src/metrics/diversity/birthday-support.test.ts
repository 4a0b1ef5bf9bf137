import { expect, test } from 'vitest';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { ring } from '../../core/gan/targets/ring.js';
import { birthdaySupport } from './birthday-support.js';

const target = ring.create({ modes: 8, radius: 1, std: 0.01 });

test('of a Gaussian in the plane it is 1 / (1 - exp(-1/4)) at a radius of one deviation', async () => {
  const plane = gaussianTarget.create({ mean: 0, std: 1, dim: 2 });
  const measured = await numberOf(birthdaySupport, { target: plane, G: (z) => z });
  const share = 1 - Math.exp(-1 / 4);
  expect(Math.abs(measured * share - 1)).toBeLessThan(0.05);
});

test('it is proportional to the number of modes', async () => {
  const perMode = 1 / (1 - Math.exp(-1 / 4));
  for (const m of [1, 4, 8]) {
    const measured = await numberOf(birthdaySupport, { target, G: ringOf(target, everyMode(m)) });
    expect(Math.abs(measured / (m * perMode) - 1)).toBeLessThan(0.1);
  }
});

test('a wider radius makes it smaller', async () => {
  const measured = await numberOf(birthdaySupport, { target, G: ringOf(target, everyMode(8)) }, { within: 20 });
  expect(Math.abs(measured - 8)).toBeLessThan(0.4);
});

test('a constant generator has 1; it is absent where no samples collide', async () => {
  expect(await numberOf(birthdaySupport, { target, G: () => [0.3, 0.1] })).toBe(1);
  const given = { generated: Float64Array.of(0, 0, 1, 0, 0, 1), real: new Float64Array(6) };
  expect(await compute(birthdaySupport, { target, G: (z) => z, given })).toEqual({
    absent: 'no two of 3 samples collide: the support size is above 3',
  });
  expect(await compute(birthdaySupport, { target, G: () => [0, 0], samples: 1 })).toHaveProperty('absent');
  expect(await compute(birthdaySupport, { target, G: () => [0, Number.NaN] })).toHaveProperty('absent');
});
