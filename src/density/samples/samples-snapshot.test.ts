import { expect, test } from 'vitest';
import { z } from 'zod';
import { ring } from '../../core/gan/targets/ring.js';
import { stream } from '../../core/math/random/random.js';
import { metrics } from '../../metrics/catalog.js';
import { shuffledSamples } from '../../metrics/shuffled-samples.js';
import { absentIfMissing, type Samples, samplesSnapshot } from './samples-snapshot.js';

const target = ring.create({ modes: 8, radius: 2, std: 0.02 });

function drawn(n: number, purpose: string): Float64Array {
  const x = new Float64Array(2 * n);
  target.sample(x, stream({ seed: 5, purpose, step: 0 }));
  return x;
}

const read = (name: string, samples: Samples, options: object = {}) => {
  const metric = metrics.get(name)!;
  const snapshot = samplesSnapshot(samples);
  return absentIfMissing(() => metric.compute(snapshot, z.object(metric.options).parse(options)));
};

const generated = drawn(600, 'generated');
const known = shuffledSamples({ dim: 2, generated, target });
const unknown = shuffledSamples({ dim: 2, generated, real: drawn(600, 'real') });

test.each([...metrics.keys()])(
  '%s is computed from samples, or absent with the missing part as its reason',
  async (name) => {
    const quick = metrics.get(name)!.options.samples ? { samples: 100 } : {};
    for (const samples of [known, unknown]) {
      const reading = await read(name, samples, quick);
      if ('absent' in reading)
        expect(reading.absent).toMatch(
          /^(needs the|no two of|a vector: |q is known from samples only|the target has no modes|the target's density is not known|the data are not a finite set)/,
        );
      else expect(reading.value).not.toBeNaN();
    }
  },
);

test.each([
  ['gradient-minimax', 'needs the discriminator itself'],
  ['jacobian-log-det', 'needs the generator itself, not samples of it'],
  ['singular-values', 'needs the generator itself, not samples of it'],
  ['preimages', 'needs the generator itself, not samples of it'],
  ['change-of-variables', 'needs the generator itself, not samples of it'],
  ['dstar-error', 'needs the discriminator itself'],
  ['value', 'needs the discriminator itself'],
])('%s is absent', async (name, absent) => {
  expect(await read(name, known)).toEqual({ absent });
});

test.each([
  ['total-variation', "the target's density is not known"],
  ['modes-covered', 'the target has no modes'],
  ['high-quality', 'the target has no modes'],
])('from samples of the data alone, %s is absent', async (name, absent) => {
  expect(await read(name, unknown)).toEqual({ absent });
});

test('where all rows of the data are equal, they have no scale', async () => {
  const constant = shuffledSamples({ dim: 2, generated, real: new Float64Array(1200) });
  expect(await read('duplicates', constant)).toEqual({ absent: 'needs the target itself, not samples of it' });
});

test.each(['precision', 'recall', 'coverage', 'energy-distance', 'mmd', 'wasserstein-2', 'pairwise-distance'])(
  'from samples of the data alone, %s is the same as with the target',
  async (name) => {
    const { real } = unknown;
    expect(await read(name, unknown)).toEqual(await read(name, { ...unknown, target }));
    expect(await read(name, { target, generated: real, real })).not.toEqual(await read(name, unknown));
  },
);

test('from samples of the data alone, vendi takes its bandwidth from them, and its estimator states so', async () => {
  const { real } = unknown;
  const own = metrics.get('vendi')!;
  expect(await own.estimator(samplesSnapshot(unknown), {})).toContain('the median distance in the data');
  const distances: number[] = [];
  for (let i = 0; i < 400; i++)
    for (let j = i + 1; j < 400; j++)
      distances.push(Math.hypot(real[2 * i] - real[2 * j], real[2 * i + 1] - real[2 * j + 1]));
  const bandwidth = distances.sort((a, b) => a - b)[distances.length >> 1];
  expect(await read('vendi', unknown)).toEqual(await read('vendi', { ...unknown, target }, { bandwidth }));
});

test('divergences of two of eight modes are found from 4,000 samples', async () => {
  const two = drawn(40_000, 'two');
  const rows = Array.from({ length: two.length / 2 }, (_, row) => two.subarray(2 * row, 2 * row + 2));
  const some = Float64Array.from(
    rows.filter(([x, y]) => Math.atan2(y, x) > -0.4 && Math.atan2(y, x) < 1.2).flatMap((row) => [...row]),
  );
  const samples = shuffledSamples({ dim: 2, generated: some.subarray(0, 8000), target });
  const js = await read('js', samples);
  // JSD of 2 of 8 separated modes: .3804; a histogram is a lower bound, and pools the cells that are nearly empty.
  expect('value' in js && js.value).toBeLessThan(0.3804);
  expect('value' in js && js.value).toBeGreaterThan(0.35);
  const kl = await read('kl-q-p', samples);
  expect('value' in kl && Math.abs(kl.value - Math.log(4))).toBeLessThan(0.1);
  const snapshot = samplesSnapshot(samples);
  expect(await metrics.get('js')!.estimator(snapshot, {})).toMatch(/^histogram of 4000 samples/);
  expect(await metrics.get('kl-q-p')!.estimator(snapshot, {})).toContain('n = 4000');
});

test('from samples of the data alone, half of them make ndb’s bins, and choose the Parzen window’s bandwidth', async () => {
  const half = unknown.real.length / 2;
  const held = { target, generated: unknown.generated, real: unknown.real.subarray(half) };
  const estimatorOf = (name: string, options: object) =>
    metrics.get(name)!.estimator(samplesSnapshot(unknown), options as never);
  const bins = await read('ndb', unknown, { bins: 20 });
  // Two samples of one law: five bins of a hundred differ; four standard deviations of 20 bins.
  expect('value' in bins && bins.value).toBeLessThan(1 + 4 * Math.sqrt(20 * 0.05 * 0.95));
  expect(await estimatorOf('ndb', { bins: 20 })).toBe(
    '20 bins of one half of the data; 600 samples of G and 300 of the data',
  );
  const shifted = { ...unknown, generated: unknown.generated.map((x, at) => (at % 2 ? x : x + 1)) };
  const moved = await read('ndb', shifted, { bins: 20 });
  expect('value' in moved && moved.value).toBeGreaterThan(12);
  expect(await read('ndb', shuffledSamples({ dim: 2, generated, real: drawn(70, 'few') }), { bins: 20 })).toEqual({
    absent: 'needs 80 samples of the data, got 70',
  });

  const grid = { lowest: 0.1, highest: 10, bandwidths: 20 };
  const text = await estimatorOf('parzen-log-likelihood', grid);
  const [, bandwidth] = /bandwidth (\S+) \(of 20 chosen on 300 draws of the data.*over 300 test points$/.exec(text)!;
  const chosen = await read('parzen-log-likelihood', unknown);
  const given = await read('parzen-log-likelihood', held, { bandwidth: Number(bandwidth) });
  // Of half as many samples of G, at a bandwidth of three digits.
  expect('value' in chosen && 'value' in given && Math.abs(chosen.value - given.value)).toBeLessThan(0.2);
});

test('neighbours need samples', async () => {
  expect(await read('kl-q-p', shuffledSamples({ dim: 2, generated: generated.slice(0, 10), target }))).toEqual({
    absent: 'too few samples for 2 dimensions: needs 10, got 5',
  });
});

test.each([1, 2, 9])('a histogram of %d samples is none', async (n) => {
  const few = shuffledSamples({ dim: 2, generated: generated.slice(0, 2 * n), target });
  for (const name of ['js', 'total-variation', 'hellinger'])
    expect(await read(name, few)).toEqual({ absent: `too few samples for 2 dimensions: needs 10, got ${n}` });
});

test('an error that is no missing part is thrown on', async () => {
  await expect(absentIfMissing(() => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
});
