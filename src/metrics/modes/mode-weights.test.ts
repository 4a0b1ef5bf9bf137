import { expect, test } from 'vitest';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { type Fake, fakeSnapshot } from '../../../test/support/snapshots.js';
import { mixture } from '../../core/gan/targets/mixture.js';
import { ring } from '../../core/gan/targets/ring.js';
import { modeWeights } from './mode-weights.js';

const target = ring.create({ modes: 8, radius: 2, std: 0.02 });
const weightsOf = (fake: Fake, options = { rule: 'l2', radius: 3 }) =>
  modeWeights.vector!.compute(fakeSnapshot(fake), options);

async function present(fake: Fake): Promise<readonly number[]> {
  const found = await weightsOf(fake);
  if ('absent' in found) throw new Error(found.absent);
  expect(found.shape).toEqual([found.data.length]);
  return [...found.data];
}

test('the data itself has its modes’ weights, within five standard errors', async () => {
  const uneven = mixture.create({ means: [-5, 0, 5], stds: 0.1, weights: [5, 1, 2] });
  const n = 2500;
  for (const [fake, w] of [
    [{ target, G: ringOf(target, everyMode(8)) }, everyMode(8)],
    [{ target: uneven, G: mixtureOnALine(uneven) }, [5 / 8, 1 / 8, 2 / 8]],
  ] as const) {
    const found = await present(fake);
    found.forEach((share, k) => {
      expect(Math.abs(share - w[k])).toBeLessThan(5 * Math.sqrt((w[k] * (1 - w[k])) / n));
    });
    expect(found.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  }
});

test('the shares are in the order of the target’s modes, over high-quality samples only', async () => {
  // A third of the samples is near no mode.
  const G: Fake['G'] = ([a, b]) => (a < -0.43 ? [0, 0] : b < 0.6745 ? [0, 2] : [-2, 0]);
  const found = await present({ target, G, samples: 20_000 });
  expect(Math.abs(found[2] - 0.75)).toBeLessThan(0.02); // mode 2 is at (0, 2), mode 4 at (-2, 0)
  expect(found[2] + found[4]).toBe(1);
});

test('a constant generator has one mode; without high-quality samples or numbers it is absent', async () => {
  expect(await present({ target, G: () => [2, 0], samples: 1 })).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
  expect(await weightsOf({ target, G: () => [0, 0] })).toEqual({ absent: 'no high-quality sample' });
  expect(await weightsOf({ target, G: () => [0, Number.NaN] })).toEqual({ absent: "G's output is not finite" });
});

test('the rule and the radius decide', async () => {
  // 2.5 standard deviations off in both coordinates: 3.54 in Mahalanobis distance.
  const corner: Fake = { target, G: () => [2.05, 0.05] };
  expect(await weightsOf(corner)).toHaveProperty('absent');
  expect(await weightsOf(corner, { rule: 'box', radius: 3 })).toHaveProperty('data');
  expect(await weightsOf(corner, { rule: 'l2', radius: 3.6 })).toHaveProperty('data');
});

test('as a number it is absent, and names the file', async () => {
  expect(modeWeights.vector!.replacesValue).toBe(true);
  expect(await modeWeights.compute(fakeSnapshot({ target, G: () => [2, 0] }), {})).toEqual({
    absent: 'a vector: see curves/mode-weights.npy and the report',
  });
});

/** Draws of the uneven mixture itself, from a normal. */
function mixtureOnALine(of: typeof target): Fake['G'] {
  const plane = ringOf(
    { ...of, modes: of.modes!.map((mode) => ({ ...mode, mean: [...mode.mean, 0], std: [...mode.std, 1] })) },
    [5 / 8, 1 / 8, 2 / 8],
  );
  return ([z]) => [plane([z, 0])[0]];
}
