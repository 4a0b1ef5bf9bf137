import { expect, test } from 'vitest';
import { golden, goldenFake } from '../../../test/support/golden-clouds.js';
import { everyMode, ringOf } from '../../../test/support/mode-generators.js';
import { compute, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { ring } from '../../core/gan/targets/ring.js';
import { logKernelDensities, logSpaced } from '../../density/samples/kernel-density.js';
import { samplesSnapshot, unknownTarget } from '../../density/samples/samples-snapshot.js';
import { parzenLogLikelihood } from './parzen-log-likelihood.js';

const target = gaussianTarget.create({ mean: 0, std: 1 });
const estimatorOf = (fake: Parameters<typeof fakeSnapshot>[0], options = {}) =>
  parzenLogLikelihood.estimator(fakeSnapshot(fake), { lowest: 0.1, highest: 10, bandwidths: 20, ...options });

test('at a given bandwidth it is scikit-learn’s, with its standard error', async () => {
  for (const [bandwidth, mean, error] of golden['parzen: bandwidth, mean, standard error']) {
    expect(await numberOf(parzenLogLikelihood, goldenFake, { bandwidth })).toBeCloseTo(mean, 10);
    const digits = error.toPrecision(2);
    expect(await estimatorOf(goldenFake, { bandwidth })).toBe(
      `Parzen window on 60 samples, bandwidth ${bandwidth.toPrecision(3)} (given); standard error ${digits} over 60 test points`,
    );
  }
});

test('a constant generator is one Gaussian: E_p log N(x; 0, h^2) = -(1 + log(2 pi)) / 2 at the best h = 1', async () => {
  // A point with a window of the data's own standard deviation is the data: the maximum, -H(p).
  const fake = { target, G: () => [0], samples: 2500 };
  const entropy = (1 + Math.log(2 * Math.PI)) / 2;
  const measured = await numberOf(parzenLogLikelihood, fake, { bandwidth: 1 });
  expect(Math.abs(measured + entropy)).toBeLessThan((5 * Math.SQRT1_2) / 50); // Var(x^2 / 2) = 1 / 2
  const wide = await numberOf(parzenLogLikelihood, fake, { bandwidth: 3 });
  expect(wide).toBeCloseTo(measured - Math.log(3) + (4 / 9) * 1, 1); // -log h - E x^2 / (2 h^2)
});

test('the data itself approaches its negative entropy from below as samples grow', async () => {
  const entropy = (1 + Math.log(2 * Math.PI)) / 2;
  const lost = async (samples: number) => {
    let sum = 0;
    for (let seed = 1; seed <= 4; seed++)
      sum += -entropy - (await numberOf(parzenLogLikelihood, { target, G: (z) => z, samples, seed }));
    return sum / 4;
  };
  const [few, many] = [await lost(40), await lost(400)];
  // A window on n samples loses some n^(-4/5); test points alone leave an error of sqrt(1 / 2 / 4 n).
  expect(many).toBeLessThan(few);
  expect(many).toBeGreaterThan(-5 * Math.sqrt(1 / 2 / 1600));
  expect(many).toBeLessThan(0.1);
});

test('the bandwidth is the best of the grid on held-out data, and an end of the grid is stated', async () => {
  const fake = { target, G: (z: readonly number[]) => z, samples: 300 };
  const chosen = await estimatorOf(fake);
  // 1.06 n^(-1/5) of the data's deviation is best of a Gaussian: .34 at n = 300; the grid's neighbours are 1.27 apart.
  const [, width] = /bandwidth (\S+) \(of 20 chosen on 1000 draws of the data\)/.exec(chosen)!;
  expect(Number(width)).toBeGreaterThan(0.18);
  expect(Number(width)).toBeLessThan(0.6);
  expect(await estimatorOf(fake, { lowest: 1, highest: 10 })).toContain('the lowest of the grid');
  expect(await estimatorOf(fake, { lowest: 0.01, highest: 0.1 })).toContain('the highest of the grid');
  expect(await numberOf(parzenLogLikelihood, fake)).toBeGreaterThan(
    await numberOf(parzenLogLikelihood, fake, { lowest: 1, highest: 10 }),
  );
});

test('on a narrow ring, missing modes cost far more than log 2', async () => {
  const eight = ring.create({ modes: 8, radius: 2, std: 0.02 });
  const of = (m: number) =>
    numberOf(parzenLogLikelihood, { target: eight, G: ringOf(eight, everyMode(m)), samples: 200 });
  const [whole, half] = [await of(8), await of(4)];
  // -H(p) = -log 8 - log(2 pi e std^2)
  const best = -Math.log(8) - Math.log(2 * Math.PI * Math.E * 0.02 ** 2);
  expect(whole).toBeLessThan(best);
  expect(whole).toBeGreaterThan(best - 1);
  expect(half).toBeLessThan(whole - 10);
});

test('one sample of each is enough; NaN is absent', async () => {
  expect(await numberOf(parzenLogLikelihood, { target, G: () => [0], samples: 1 }, { bandwidth: 2 })).toBeLessThan(-1);
  expect(await estimatorOf({ target, G: () => [0], samples: 1 }, { bandwidth: 2 })).toBe(
    'Parzen window on 1 sample, bandwidth 2.00 (given); no standard error: there is one test point',
  );
  expect(await estimatorOf({ target, G: () => [0], samples: 2 }, { bandwidth: 2 })).toMatch(
    /; standard error [\d.e-]+ over 2 test points$/,
  );
  expect(await compute(parzenLogLikelihood, { target, G: () => [Number.NaN] })).toEqual({
    absent: "G's output is not finite",
  });
});

test('of data with one value in every column there is no unit for the bandwidth; a given one is used', async () => {
  // 0.1: the rounded mean of a thousand of them is another number.
  const real = new Float64Array(2000).fill(0.1);
  const constant = samplesSnapshot({ target: unknownTarget(real, 1), generated: real.map((_, i) => i / 1000), real });
  expect(await compute(parzenLogLikelihood, constant)).toEqual({
    absent: 'every column of the data has one value: set bandwidth',
  });
  expect(await compute(parzenLogLikelihood, constant, { bandwidth: 1 })).toHaveProperty('value');
});

test('far from every sample, where the density underflows, the log density is exact', () => {
  const window = { samples: Float64Array.of(0, 0.001, 5), dim: 1 };
  const [near, far] = logKernelDensities(window, Float64Array.of(-100), [0.1, 1]);
  expect(near[0]).toBeCloseTo(-500_000 - Math.log(3) - Math.log(0.1 * Math.sqrt(2 * Math.PI)), 3);
  expect(far[0]).toBeCloseTo(-5000 + Math.log(1 + Math.exp(-0.1)) - Math.log(3) - Math.log(2 * Math.PI) / 2, 3);
  expect(logSpaced(0.1, 10, 3).map((value) => Number(value.toFixed(12)))).toEqual([0.1, 1, 10]);
});
