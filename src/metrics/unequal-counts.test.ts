/** Other numbers of samples of G than of the data: all of them count. Values of numpy and scipy (linear_sum_assignment of copies). */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { gaussianTarget } from '../core/gan/targets/gaussian.js';
import { stream } from '../core/math/random/random.js';
import { type Samples, samplesSnapshot } from '../density/samples/samples-snapshot.js';
import { drawNulls } from './_nulls/draw-nulls.js';
import { metrics } from './catalog.js';
import { scoreSamples } from './score-samples.js';
import { shuffledSamples } from './shuffled-samples.js';

const request = (name: string, options: object = {}) => {
  const metric = metrics.get(name)!;
  return { column: name, metric, options: z.object(metric.options).parse(options) };
};

async function measured(samples: Samples, name: string, options: object = {}): Promise<number> {
  const { metric, options: parsed } = request(name, options);
  const found = await metric.compute(samplesSnapshot(samples), parsed);
  if ('absent' in found) throw new Error(found.absent);
  return found.value;
}

/** Entries s sin(a i + b cos i) + t. */
const sines = (rows: number, [a, b, s, t]: readonly [number, number, number, number]) =>
  Float64Array.from({ length: 2 * rows }, (_, i) => s * Math.sin(a * i + b * Math.cos(i)) + t);
const generated = sines(12, [1.7, 0.9, 0.8, 0.3]);
const real = sines(23, [2.3, 0.4, 1, 0]);
const plane = shuffledSamples({ dim: 2, generated, real });
const firsts = (x: Float64Array) => x.filter((_, i) => i % 2 === 0);
const line = shuffledSamples({ dim: 1, generated: firsts(generated), real: firsts(real) });

describe('12 samples of G and 23 of the data', () => {
  it.each([
    ['energy-distance', {}, 0.09069801138625677],
    ['mmd', { bandwidth: 0.7 }, 0.035333696131351844],
    ['wasserstein-1', {}, 0.5909300951305034],
    ['wasserstein-2', {}, 0.6352619426405465],
    ['sliced-wasserstein', { directions: 100 }, 0.40167091701071544],
    ['precision', { k: 1 }, 5 / 12],
    ['recall', { k: 1 }, 12 / 23],
    ['density', { k: 1 }, 7 / 12],
    ['coverage', { k: 1 }, 6 / 23],
    ['precision', { k: 3 }, 11 / 12],
    ['recall', { k: 3 }, 1],
    ['density', { k: 3 }, 25 / 36],
    ['coverage', { k: 3 }, 14 / 23],
  ])('%s(%j) is %d', async (name, options, value) => {
    expect(await measured(plane, name, options)).toBeCloseTo(value, 12);
    const { metric, options: parsed } = request(name, options);
    expect(await metric.estimator(samplesSnapshot(plane), parsed)).toContain('12 samples of G and 23 of the data');
  });

  it.each([
    ['wasserstein-1', 0.2575651775826277],
    ['wasserstein-2', 0.3164456532716271],
    ['sliced-wasserstein', 0.3164456532716271],
  ])('%s on a line is %d', async (name, value) => {
    expect(await measured(line, name)).toBeCloseTo(value, 12);
  });

  it('samples on the edge of every ball of a checkerboard are in none', async () => {
    // Points of even sum; all radii are sqrt(2), or 2 at the end without samples.
    const column = (x: number, from: number, rows: number) =>
      Array.from({ length: rows }, (_, i) => [x, from + 2 * i]).flat();
    const edges = shuffledSamples({
      dim: 2,
      generated: Float64Array.from(column(-1, -1, 12)),
      real: Float64Array.from([...column(0, 0, 11), ...column(1, 1, 12)]),
    });
    for (const name of ['precision', 'density', 'coverage']) expect(await measured(edges, name, { k: 1 })).toBe(0);
  });

  it('a metric is absent for too few samples of the side that it needs, which is named', async () => {
    const one = shuffledSamples({ dim: 2, generated: generated.slice(0, 4), real });
    const absent = async (name: string) =>
      metrics.get(name)!.compute(samplesSnapshot(one), request(name, name === 'mmd' ? {} : { k: 5 }).options);
    expect(await absent('recall')).toEqual({ absent: 'needs 6 samples of G, got 2' });
    for (const name of ['precision', 'density', 'coverage', 'mmd']) expect(await absent(name)).toHaveProperty('value');
  });
});

const gaussian = (dim: number, mean: number) => gaussianTarget.create({ mean, std: 1, dim });
function drawn(count: number, { dim, mean, step }: { dim: number; mean: number; step: number }): Float64Array {
  const x = new Float64Array(count * dim);
  gaussian(dim, mean).sample(x, stream({ seed: 3, purpose: `unequal/${mean}/${count}`, step }));
  return x;
}

describe.each([
  [200, 600],
  [60, 1500],
  [1500, 60],
])('js of %d samples of G and %d of the data, from neighbours', (n, m) => {
  it('is 0 in the mean at q = p, and .1114 of N(0, 1) and N(1, 1)', async () => {
    const mean = async (dim: number, shift: number) => {
      const values = await Promise.all(
        Array.from({ length: 20 }, (_, step) =>
          measured(
            shuffledSamples({
              dim,
              generated: drawn(n, { dim, mean: shift, step }),
              real: drawn(m, { dim, mean: 0, step: step + 100 }),
            }),
            'js',
          ),
        ),
      );
      const center = values.reduce((sum, value) => sum + value, 0) / 20;
      const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / 19);
      return { center, error: deviation / Math.sqrt(20) };
    };
    const atP = await mean(2, 0);
    expect(Math.abs(atP.center)).toBeLessThan(5 * atP.error);
    const shifted = await mean(1, 1);
    expect(Math.abs(shifted.center - 0.1114214822)).toBeLessThan(5 * shifted.error);
  });
});

it('the p-value of mmd is uniform at q = p, and small of a shifted G', async () => {
  const pValue = (mean: number, step: number) =>
    measured(
      shuffledSamples({
        dim: 2,
        generated: drawn(12, { dim: 2, mean, step }),
        real: drawn(40, { dim: 2, mean: 0, step: step + 100 }),
      }),
      'mmd',
      { bandwidth: 1, statistic: 'p-value' },
    );
  const values = await Promise.all(Array.from({ length: 100 }, (_, step) => pValue(0, step)));
  const center = values.reduce((sum, value) => sum + value, 0) / 100;
  expect(Math.abs(center - 0.5)).toBeLessThan((5 * Math.sqrt(1 / 12)) / 10);
  expect(values.filter((value) => value <= 0.2).length).toBeLessThan(20 + 5 * 4);
  expect(values.filter((value) => value <= 0.2).length).toBeGreaterThan(20 - 4 * 4);
  expect(await pValue(2, 0)).toBeLessThan(0.02);
});

it('at q = p a share of ndb’s tests at their level is significant, and ndb-js is (K - 1) (1 / n + 1 / m) / 8', async () => {
  const [n, m, K, repetitions] = [800, 3200, 40, 12];
  let [different, js] = [0, 0];
  for (let step = 0; step < repetitions; step++) {
    const both = {
      target: gaussian(2, 0),
      generated: drawn(n, { dim: 2, mean: 0, step }),
      real: drawn(m, { dim: 2, mean: 0, step: step + 100 }),
    };
    different += await measured(both, 'ndb', { bins: K });
    js += await measured(both, 'ndb-js', { bins: K });
  }
  const tests = K * repetitions;
  expect(Math.abs(different - 0.05 * tests)).toBeLessThan(5 * Math.sqrt(tests * 0.05 * 0.95));
  // 8 JS / (1 / n + 1 / m) is nearly a chi-squared of K - 1 degrees of freedom.
  const freedom = (K - 1) * repetitions;
  expect(Math.abs((8 * js) / (1 / n + 1 / m) - freedom)).toBeLessThan(5 * Math.sqrt(2 * freedom));
});

describe('nulls are of the same two numbers', () => {
  const coverage = request('coverage', { k: 3 });
  /** 1 - prod (m - i) / (m + n - i), i = 1..3. */
  const mean = (n: number, m: number) => 1 - [1, 2, 3].reduce((all, i) => (all * (m - i)) / (m + n - i), 1);
  it.each([
    [40, 400],
    [400, 40],
  ])('with a target, %d and %d', async (n, m) => {
    const found = (await drawNulls([coverage], { target: gaussian(2, 0), samples: n, real: m }, { draws: 60 })).get(
      'coverage',
    )!;
    if ('absent' in found) throw new Error(found.absent);
    expect(Math.abs(found.mean - mean(n, m))).toBeLessThan((5 * (found.high - found.low)) / 3.9 / Math.sqrt(60));
    expect(found).not.toHaveProperty('samples');
  });
  it('with rows of the data, as many of G and all others of the data, of which the value is compared', async () => {
    const samples = shuffledSamples({
      dim: 2,
      generated: drawn(40, { dim: 2, mean: 0, step: 1 }),
      real: drawn(400, { dim: 2, mean: 0, step: 2 }),
    });
    const [covered, apart] = await scoreSamples(samples, [coverage, request('pairwise-distance')], { draws: 60 });
    if ('absent' in covered.null) throw new Error(covered.null.absent);
    expect(covered.null).toMatchObject({ samples: 40, real: 360 });
    const spread = covered.null.high - covered.null.low;
    expect(Math.abs(covered.null.mean - mean(40, 360))).toBeLessThan((5 * spread) / 3.9 / Math.sqrt(60));
    const first = { ...samples, real: samples.real.subarray(0, 2 * 360) };
    expect(covered.valueOfFewer).toEqual({ value: await measured(first, 'coverage', { k: 3 }) });
    // G's samples alone are as many in the null.
    expect(apart).not.toHaveProperty('valueOfFewer');
    expect(apart.null).not.toHaveProperty('samples');
  });
});
