/** Means of D's scores where no density is known, or in many dimensions: over samples, with their error; over training and held-out rows. */

import { expect, it, test } from 'vitest';
import { z } from 'zod';
import { compute, type Fake, fakeSnapshot, numberOf, rowsOf } from '../../../test/support/snapshots.js';
import { wasserstein } from '../../core/gan/losses/wasserstein.js';
import { finiteSet, fixedSet, withHeldOut } from '../../core/gan/targets/_sample-sets.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { mean } from '../../core/math/statistics/statistics.js';
import { lossDiscriminator } from '../losses/loss-discriminator.js';
import { lossGenerator } from '../losses/loss-generator.js';
import type { Metric } from '../metric.js';
import { calibration } from './calibration.js';
import { discriminatorAccuracy } from './discriminator-accuracy.js';
import { jsImplied } from './js-implied.js';
import { meanProbabilityFake } from './mean-probability-fake.js';
import { meanProbabilityReal } from './mean-probability-real.js';
import { saturation } from './saturation.js';
import { value } from './value.js';

const normal5 = gaussianTarget.create({ mean: 0, std: 1, dim: 5 });

/** p = N(0, I), q = N(e1, I) in five dimensions, with D = D*: log p - log q = 1/2 - x1. */
const shifted = (seed: number): Fake => ({
  target: normal5,
  G: ([a, ...rest]) => [a + 1, ...rest],
  D: ([x]) => 0.5 - x,
  seed,
});

const statedError = async (metric: Metric, fake: Fake, options = {}) => {
  const text = await metric.estimator(fakeSnapshot(fake), z.object(metric.options).parse(options));
  return Number(/standard error (\S+?)(;|,|$)/.exec(text)?.[1]);
};

// scipy 1.17.1, quad over the first coordinate.
test.each([
  { metric: value, exact: -1.1634513967504183 },
  { metric: jsImplied, exact: 0.11142148218473613 },
  { metric: discriminatorAccuracy, exact: 0.6914624612740131 },
  { metric: meanProbabilityFake, exact: 0.39797286718324987 },
  { metric: meanProbabilityReal, exact: 0.6020271328167502 },
  { metric: lossDiscriminator, exact: 1.1634513967504183 },
  { metric: lossGenerator, exact: 1.081725698375209 },
])('$metric.name in five dimensions is within its stated error of the exact value', async ({ metric, exact }) => {
  const seeds = Array.from({ length: 24 }, (_, i) => i + 1);
  const values = await Promise.all(seeds.map((seed) => numberOf(metric, shifted(seed))));
  const errors = await Promise.all(seeds.map((seed) => statedError(metric, shifted(seed))));
  const stated = mean(errors);
  expect(Math.abs(mean(values) - exact)).toBeLessThan((5 * stated) / Math.sqrt(seeds.length));
  const center = mean(values);
  const deviation = Math.sqrt(values.reduce((sum, v) => sum + (v - center) ** 2, 0) / (seeds.length - 1));
  // The deviation of 24 normal values has a relative standard error of 1 / sqrt(46).
  expect(Math.abs(deviation / stated - 1)).toBeLessThan(5 / Math.sqrt(46));
});

const rows = Float64Array.of(0.2, -1, 3, 0.7, -0.4, 2);
const file = finiteSet(rows, 1, 'rows');

test('on a file they are means over its rows and as many samples', async () => {
  const generated = Float64Array.of(1, -2, 0.5, 4, -20, 0);
  const of: Fake = { target: file, G: (x) => x, D: ([x]) => x, given: { real: rows, generated } };
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  expect(await numberOf(meanProbabilityReal, of)).toBeCloseTo(mean(rows.map(sigmoid)), 12);
  expect(await numberOf(meanProbabilityFake, of)).toBeCloseTo(mean(generated.map(sigmoid)), 12);
  const logs = mean(rows.map((x) => Math.log(sigmoid(x)))) + mean(generated.map((x) => -Math.log1p(Math.exp(x))));
  expect(await numberOf(value, of)).toBeCloseTo(logs, 12);
  expect(await numberOf(jsImplied, of)).toBeCloseTo(Math.LN2 + logs / 2, 12);
  // 4 of 6 rows are above 0; 2 of 6 samples below, and one at 0.
  expect(await numberOf(discriminatorAccuracy, of)).toBeCloseTo((4 / 6 + 2.5 / 6) / 2, 12);
  expect(await numberOf(saturation, of)).toBeCloseTo(1 / 12, 12);
  const estimator = await value.estimator(fakeSnapshot(of), { data: 'measured' });
  expect(estimator).toMatch(
    /^mean over samples; 6 of G and of the data, rows that training sees too: none are held out, seed 1, /,
  );
});

test('calibration over samples is the sum over bins, biased as stated', async () => {
  const at = { target: normal5, G: (x: readonly number[]) => x };
  // D says .9 of everything; half is data.
  expect(await numberOf(calibration, { ...at, D: () => Math.log(9) })).toBeCloseTo(0.4, 12);
  const estimator = await calibration.estimator(fakeSnapshot(shifted(1)), { bins: 15, data: 'measured' });
  const stated = Number(/a calibrated D gives (\S+)$/.exec(estimator)![1]);
  const values = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => numberOf(calibration, shifted(seed))));
  const error = await statedError(calibration, shifted(1));
  expect(Math.abs(mean(values) - stated)).toBeLessThan((5 * error) / Math.sqrt(values.length));
});

test('a D that memorises differs between training rows and held-out rows', async () => {
  const data = finiteSet(
    Float64Array.from({ length: 200 }, (_, i) => Math.sin(1.7 * i)),
    2,
    'sines',
  );
  const split = withHeldOut(data, 0.3, 'sines');
  expect(split.rows!.length).toBe(60);
  expect(split.training).toMatchObject({ points: 70, heldOut: 30 });
  const held = new Set(rowsOf(split.rows!, 2).map(String));
  const D = (x: readonly number[]) => (held.has(String(x)) ? -1 : 1);
  const of: Fake = { target: split, G: () => [9, 9], D };
  expect(fakeSnapshot(of).sampleCount).toBe(30);
  expect(await numberOf(meanProbabilityReal, of)).toBeCloseTo(1 / (1 + Math.E), 12);
  expect(await numberOf(meanProbabilityReal, of, { data: 'training' })).toBeCloseTo(1 / (1 + 1 / Math.E), 12);
  expect(await value.estimator(fakeSnapshot(of), { data: 'measured' })).toContain('the 30 held-out rows of 100');
  expect(await value.estimator(fakeSnapshot(of), { data: 'training' })).toContain('70 rows of training');
});

test('a fixed training set is compared with fresh draws', async () => {
  const target = fixedSet('five points', 5, gaussianTarget.create({ mean: 0, std: 1 }));
  const set = new Float64Array(1000);
  target.training!.sample(set, fakeSnapshot({ target, G: (x) => x }).stream('any'));
  const known = new Set(set);
  const of: Fake = { target, G: () => [100], D: ([x]) => (known.has(x) ? 1 : -1), samples: 500 };
  expect(await numberOf(discriminatorAccuracy, of, { data: 'training' })).toBe(1);
  expect(await numberOf(discriminatorAccuracy, of)).toBeCloseTo(0.5, 6);
});

it('is absent with a reason where it cannot be computed', async () => {
  const of: Fake = { target: file, G: (x) => x };
  expect(await compute(value, { ...of, loss: wasserstein })).toEqual({
    absent: 'the score of wasserstein is not a probability',
  });
  expect(await compute(value, { ...of, G: () => [Number.NaN] })).toEqual({ absent: "G's output is not finite" });
  expect(await compute(saturation, { ...of, D: () => Number.NaN })).toEqual({ absent: "D's scores are not finite" });
  expect(await compute(value, shifted(1), { data: 'training' })).toEqual({
    absent: 'training draws fresh data: there are no training rows',
  });
  const one: Fake = { ...shifted(1), samples: 1 };
  expect(await value.estimator(fakeSnapshot(one), { data: 'measured' })).not.toContain('error');
});

test('a file too short to hold rows out is refused', () => {
  expect(() => withHeldOut(file, 0.1, 'rows.csv')).toThrow(
    'rows.csv: heldOut 0.1 leaves 1 of 6 rows held out; each part needs 2',
  );
});
