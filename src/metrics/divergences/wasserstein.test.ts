/** Both Wasserstein distances: what they share in one table, and the closed forms of each. */
import { describe, expect, test } from 'vitest';
import { shiftedBy, unitGaussian as target } from '../../../test/support/gaussians.js';
import { golden, goldenFake } from '../../../test/support/golden-clouds.js';
import { compute, type Fake, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import { gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { uniformLatent } from '../../core/gan/latents/uniform.js';
import { finiteSet } from '../../core/gan/targets/_sample-sets.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { uniformTarget } from '../../core/gan/targets/uniform.js';
import { samplesSnapshot } from '../../density/samples/samples-snapshot.js';
import { shuffledSamples } from '../shuffled-samples.js';
import { wasserstein1 } from './wasserstein-1.js';
import { wasserstein2 } from './wasserstein-2.js';

// Digits on a line: order 1 is computed from weighted points, order 2 from quantiles.
describe.each([
  { name: 'wasserstein-1', metric: wasserstein1, digits: 3 },
  { name: 'wasserstein-2', metric: wasserstein2, digits: 8 },
] as const)('$name', ({ name, metric, digits }) => {
  test('is 0 at q = p', async () => {
    expect(await numberOf(metric, { target, G: shiftedBy(0) })).toBeCloseTo(0, 6);
  });

  test.each([0.5, 3, 8])('of Gaussians %d apart is the shift', async (d) => {
    expect(await numberOf(metric, { target, G: shiftedBy(d) })).toBeCloseTo(d, digits);
  });

  test('of disjoint intervals is the shift, where density-based divergences are constant', async () => {
    const box = uniformTarget.create({ low: 0, high: 1 });
    const latent = uniformLatent.create({ low: 0, high: 1, dim: 1 });
    for (const d of [2, 5])
      expect(await numberOf(metric, { target: box, latent, G: ([z]) => [z + d] })).toBeCloseTo(d, digits);
  });

  test('of samples in the plane is scipy’s optimal assignment', async () => {
    for (const { [name]: found } of [golden, golden.POT])
      expect(await numberOf(metric, goldenFake)).toBeCloseTo(found, 10);
  });

  test('in the plane uses the first `points` samples', async () => {
    const plane = gaussianTarget.create({ mean: 0, std: 1, dim: 2 });
    // The noise of 200 samples is about 0.2; of 20 it is more.
    const G = ([a, b]: readonly number[]) => [a + 4, b];
    expect(Math.abs((await numberOf(metric, { target: plane, G }, { points: 200 })) - 4)).toBeLessThan(0.5);
    const few = await numberOf(metric, { target: plane, G: (z) => z }, { points: 20 });
    const many = await numberOf(metric, { target: plane, G: (z) => z }, { points: 400 });
    expect(few).toBeGreaterThan(1.5 * many);
  });

  test('from samples on a line sorts them', async () => {
    const latent = gaussianLatent.create({ dim: 2 });
    const measured = await numberOf(metric, { target, latent, G: ([a]) => [a + 2] });
    expect(Math.abs(measured - 2)).toBeLessThan((5 * Math.SQRT2) / 50); // two means of 2,500
  });

  test('the estimator says exact only where p and q are', async () => {
    const estimator = async (fake: Fake) => metric.estimator(fakeSnapshot(fake), { points: 100 });
    expect(await estimator({ target, G: shiftedBy(1) })).toContain('exact q and p');
    const rows = finiteSet(Float64Array.from({ length: 30 }, Math.sin), 1, 'rows');
    const sampled = { target: rows, G: shiftedBy(1), samples: 30 };
    expect(await estimator(sampled)).toBe('sorting 30 samples of each');
    expect(await estimator({ target, G: () => [Number.NaN], samples: 30 })).toBe('sorting 30 samples of each');
    const latent = gaussianLatent.create({ dim: 2 });
    expect(await estimator({ target, latent, G: ([a]) => [a], samples: 30 })).toBe('sorting 30 samples of each');
  });

  test('of one sample is its distance; NaN is absent', async () => {
    const given = { generated: Float64Array.of(3, 4), real: Float64Array.of(0, 0) };
    expect(await numberOf(metric, { ...goldenFake, given })).toBeCloseTo(5, 12);
    expect(await compute(metric, { target, G: () => [Number.NaN] })).toHaveProperty('absent');
  });

  test('is absent where squared distances overflow', async () => {
    const plane = gaussianTarget.create({ mean: 0, std: 1, dim: 2 });
    expect(await compute(metric, { target: plane, G: ([a, b]) => [1e200 * a, b], samples: 20 })).toEqual({
      absent: 'samples beyond 1e+150: squared distances overflow',
    });
    expect(await numberOf(metric, { target: plane, G: ([a, b]) => [1e140 * a, b], samples: 20 })).toBeGreaterThan(
      1e139,
    );
  });
});

describe('closed forms', () => {
  test('wasserstein-1 to a constant generator is the mean distance from it', async () => {
    expect(await numberOf(wasserstein1, { target, G: () => [0] })).toBeCloseTo(Math.sqrt(2 / Math.PI), 6);
  });

  test('wasserstein-1 of one coordinate is scipy’s', async () => {
    const first = (x: readonly number[]) => Float64Array.from(x.filter((_, i) => i % 2 === 0));
    const given = { generated: first(golden.generated), real: first(golden.real) };
    const fake = { target, latent: gaussianLatent.create({ dim: 2 }), G: shiftedBy(0), given };
    expect(await numberOf(wasserstein1, fake)).toBeCloseTo(golden['wasserstein-1 of the first coordinates'], 10);
  });

  test('wasserstein-2 of N(m, s^2) and N(0, 1) is sqrt(m^2 + (s - 1)^2)', async () => {
    expect(await numberOf(wasserstein2, { target, G: ([z]) => [1 - 0.4 * z] })).toBeCloseTo(Math.hypot(1, 0.6), 8);
  });

  test('wasserstein-2 to a constant generator is the root mean square distance from it', async () => {
    expect(await numberOf(wasserstein2, { target, G: () => [0.5] })).toBeCloseTo(Math.sqrt(1.25), 8);
  });
});

test('wasserstein-1 of unequal counts uses every row: scipy on a line, repeated points in the plane', async () => {
  const line = gaussianTarget.create({ mean: 0, std: 1, dim: 1 });
  const samples = (dim: number, generated: readonly number[], real: readonly number[]) =>
    samplesSnapshot(
      shuffledSamples({
        dim,
        generated: Float64Array.from(generated),
        real: Float64Array.from(real),
        ...(dim === 1 && { target: line }),
      }),
    );
  // scipy.stats.wasserstein_distance([0, 1, 3], [5, 6]) = 4.166666666666667
  expect(await numberOf(wasserstein1, samples(1, [0, 1, 3], [5, 6]))).toBeCloseTo(25 / 6, 12);
  // Half of each of three points' mass goes to either of two: 0, 3 and 4 | 5 away from the origin and from (3, 4).
  const plane = samples(2, [0, 0, 3, 0, 3, 4], [0, 0, 3, 4]);
  expect(await numberOf(wasserstein1, plane)).toBeCloseTo((1 / 6) * 3 + (1 / 6) * 4, 12);
});

test('wasserstein-1 of more samples than points states its standard error', async () => {
  const plane = gaussianTarget.create({ mean: 0, std: 1, dim: 2 });
  const snapshot = fakeSnapshot({ target: plane, G: ([a, b]) => [a + 4, b], samples: 400 });
  const options = { points: 100 };
  const found = await wasserstein1.estimator(snapshot, options);
  const [, error] = /standard error ([\d.]+)/.exec(found)!;
  // The cost of a shift by 4 is the mean difference of 100 pairs: an error of sqrt(2 / 100) of unit normals, here within a third.
  expect(Math.abs(Number(error) - Math.sqrt(2 / 100))).toBeLessThan(Math.sqrt(2 / 100) / 3);
  expect(await wasserstein1.estimator(snapshot, { points: 400 })).not.toContain('standard error');
});
