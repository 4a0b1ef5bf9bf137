import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fakeSnapshot, numberOf, rowsOf } from '../../../test/support/snapshots.js';
import { finiteSet } from '../../core/gan/targets/_sample-sets.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { grid } from '../../core/gan/targets/grid.js';
import { ringNumerics } from '../../core/gan/targets/presets/ring-numerics.js';
import { ringPacgan } from '../../core/gan/targets/presets/ring-pacgan.js';
import { ring } from '../../core/gan/targets/ring.js';
import { stream } from '../../core/math/random/random.js';
import { samplesSnapshot, unknownTarget } from '../../density/samples/samples-snapshot.js';
import { metrics } from '../catalog.js';
import type { MetricRequest } from '../metric.js';
import { defaultDraws, drawNulls } from './draw-nulls.js';
import { type Null, nullFrom } from './null.js';
import { samplesOfDraw, sizesWithin } from './null-draws.js';

const eight = ring.create({ modes: 8, radius: 1, std: 0.01 });
const grid25 = grid.create({ side: 5, spacing: 2, std: 0.05 });
const samples = 2500;

const request = (name: string, options: object = {}): MetricRequest => {
  const metric = metrics.get(name)!;
  return { column: `${name}${JSON.stringify(options)}`, metric, options: z.object(metric.options).parse(options) };
};

async function nullsOf(
  requests: readonly MetricRequest[],
  ...rest: [Parameters<typeof drawNulls>[1], Parameters<typeof drawNulls>[2]?]
) {
  const nulls = [...(await drawNulls(requests, ...rest)).values()];
  return nulls.map((one) => {
    if ('absent' in one) throw new Error(one.absent);
    return one;
  });
}

/** The mean of the draws is the published one within five standard errors. */
function agrees({ mean, draws }: Null, published: number, std: number): void {
  expect(Math.abs(mean - published)).toBeLessThan((5 * std) / Math.sqrt(draws) + 5e-6); // and its last digit
}

test('nulls at n = 2,500 are the published ones: 98.889 % +- .21 %, mode KL .00142 +- .0008 and .00486 +- .0014', async () => {
  const [quality, onRing] = await nullsOf([request('high-quality'), request('mode-kl')], { target: eight, samples });
  expect(quality.draws).toBe(200);
  agrees(quality, 0.98889, 0.0021);
  agrees(onRing, 0.00142, 0.0008);
  // The middle 95 % of a binomial share's spread.
  expect(Math.abs((quality.high - quality.low) / (2 * 1.96) - 0.0021)).toBeLessThan(0.0005);
  const [boxed, onGrid] = await nullsOf([request('high-quality', { rule: 'box' }), request('mode-kl')], {
    target: grid25,
    samples,
  });
  agrees(boxed, 0.9946, 0.0015);
  agrees(onGrid, 0.00486, 0.0014);
});

test('the null of coverage is 1 - 2^-k, from fewer draws', async () => {
  const [one, two, five] = await nullsOf(
    [1, 2, 5].map((k) => request('coverage', { k })),
    { target: eight, samples: 1000 },
    { draws: 8 },
  );
  // 1 - prod_(i = 1..k) (n - i) / (2 n - i), and its spread at k = 5 and n = 1,000: .96898 +- .009
  agrees(one, 1 - 999 / 1999, 0.02);
  agrees(two, 1 - ((999 / 1999) * 998) / 1998, 0.015);
  agrees(five, 0.96898, 0.009);
  expect(five.low).toBeGreaterThan(0.93);
  expect(five.high).toBeLessThanOrEqual(1);
});

test.each([ringNumerics, ringPacgan])(
  'the nulls of $name are those of fresh draws, however it draws its batches',
  async (preset) => {
    const requests = [request('mode-kl'), request('js'), request('duplicates')];
    const nulls = (target: typeof eight) => drawNulls(requests, { target, samples: 1000 }, { draws: 3 });
    expect(await nulls(preset.create({}))).toEqual(await nulls(eight));
  },
);

describe('a target that is a file of rows', () => {
  const rows = new Float64Array(2 * 400);
  stream({ seed: 6, purpose: 'rows', step: 0 }).fillNormal(rows);
  const target = finiteSet(rows, 2, 'rows');
  const distribution = gaussianTarget.create({ dim: 2, mean: 0, std: 1 });
  const names = ['precision', 'recall', 'coverage', 'density', 'js', 'ndb'];
  const requests = names.map((name) => request(name, name === 'ndb' ? { bins: 10 } : {}));

  test('has the nulls of the distribution that its rows are drawn from: both samples are disjoint rows', async () => {
    const split = await nullsOf(requests, { target, samples: 200 }, { draws: 12 });
    const fresh = await nullsOf(requests, { target: distribution, samples: 200 }, { draws: 16 });
    split.forEach(({ mean }, i) => {
      // Splits of one file vary less than fresh draws, but about a mean that is the file's own.
      const error = (fresh[i].high - fresh[i].low) / (2 * 1.96);
      expect(Math.abs(mean - fresh[i].mean), names[i]).toBeLessThan(5 * error * Math.sqrt(1 / 16 + 1));
    });
    // 1 - prod_(i = 1..5) (n - i) / (2 n - i)
    const coverage = 1 - [1, 2, 3, 4, 5].reduce((all, i) => (all * (200 - i)) / (400 - i), 1);
    agrees(split[2], coverage, 0.02 * Math.sqrt(12));
  });

  test('has nulls of half its rows where two samples need more, and states their number', async () => {
    const [request] = requests;
    const [at200, at201, at2500] = await Promise.all(
      [200, 201, 2500].map(async (count) => {
        const found = await drawNulls([request], { target, samples: count }, { draws: 2 });
        return found.get(request.column)!;
      }),
    );
    expect(at200).not.toHaveProperty('samples');
    expect(at201).toEqual({ ...at200, samples: 200 });
    expect(at2500).toEqual(at201);
    const one = finiteSet(Float64Array.of(0, 1), 1, 'two rows');
    expect((await drawNulls([request], { target: one, samples: 1 }, { draws: 2 })).get(request.column)).toEqual({
      absent: expect.stringContaining('needs'),
    });
  });

  test('of unequal numbers, all rows but G’s are the data', () => {
    const of = (generated: number, real: number) => sizesWithin(target, { samples: generated, real });
    expect(of(5, 400)).toEqual({ samples: 5, real: 395 });
    expect(of(300, 400)).toEqual({ samples: 200 });
    expect(of(2500, 400)).toEqual({ samples: 200 });
    const { generated, real } = samplesOfDraw(target, of(5, 400), 3);
    expect([generated.length, real.length]).toEqual([10, 790]);
    expect(rowsOf(generated, 2).concat(rowsOf(real, 2)).map(String).sort()).toEqual(rowsOf(rows, 2).map(String).sort());
  });

  test.each([
    ['precision', 0.01],
    ['recall', 0.01],
    ['coverage', 0.015],
    ['density', 0.04],
  ])(
    'gives %s of a perfect G the same value as its distribution does, at as many samples as rows',
    async (name, error) => {
      const metric = metrics.get(name)!;
      const G = (z: readonly number[]) => z;
      const [file, fresh] = [2500, 400].map((samples, i) =>
        fakeSnapshot({ target: i ? distribution : target, G, samples }),
      );
      expect(file.sampleCount).toBe(400);
      const [here, there] = [await numberOf(metric, file), await numberOf(metric, fresh)];
      expect(Math.abs(here - there)).toBeLessThan(5 * error);
      expect(await metric.estimator(file, { k: 5 })).toContain('400 samples of each');
    },
  );
});

test('a null is reproducible, and does not depend on what else is requested', async () => {
  const at = { target: eight, samples: 300 };
  const together = await drawNulls([request('js'), request('mode-kl')], at, { draws: 12 });
  const alone = await drawNulls(
    [request('mode-kl')],
    { target: ring.create({ modes: 8, radius: 1, std: 0.01 }), samples: 300 },
    { draws: 12 },
  );
  expect(alone.get('mode-kl{}')).toEqual(together.get('mode-kl{}'));
  expect(await drawNulls([request('mode-kl')], { ...at, samples: 301 }, { draws: 12 })).not.toEqual(alone);
});

test('distances of rows that are looked up in one table are those computed for each draw, to the bit', async () => {
  const [rows, dim] = [60, 9];
  const x = new Float64Array(rows * dim);
  stream({ seed: 8, purpose: 'rows', step: 0 }).fillNormal(x);
  const target = finiteSet(x, dim, 'rows');
  const names = ['precision', 'recall', 'density', 'coverage', 'energy-distance', 'mmd', 'wasserstein-1', 'duplicates'];
  const requests = names.map((name) => request(name));
  for (const sizes of [{ samples: 25 }, { samples: 10, real: 50 }]) {
    const found = await nullsOf(requests, { target, ...sizes }, { draws: 2 });
    const each = await Promise.all(
      [0, 1].map((draw) => {
        const snapshot = samplesSnapshot(samplesOfDraw(target, sizes, draw), { draw });
        return Promise.all(requests.map(({ metric, options }) => numberOf(metric, snapshot, options)));
      }),
    );
    expect(found.map(({ mean }) => mean)).toEqual(names.map((_, i) => (each[0][i] + each[1][i]) / 2));
  }
});

test('few draws make a wider interval than their own extremes, within the range of the metric', () => {
  const of = (values: Float64Array, range: readonly [number, number]) =>
    nullFrom(values, { range, ideal: null, bound: range[1] });
  const few = of(Float64Array.of(4, 2, 3, 1, 5, 3, 3, 3), [0, 10]);
  // t(.975, 7) = 2.3646, standard deviation 1.1952: 3 +- 2.3646 * 1.1952 * sqrt(9 / 8)
  expect(few.mean).toBe(3);
  expect(few.high).toBeCloseTo(3 + 2.9977, 2);
  expect(few.low).toBeCloseTo(3 - 2.9977, 2);
  expect(of(Float64Array.of(0.9, 1, 1, 0.95), [0, 1]).high).toBe(1);
  expect(of(Float64Array.of(-0.1, 0.1, 0, 0), [0, 1]).low).toBeLessThan(-0.1);
  const many = of(
    Float64Array.from({ length: 200 }, (_, i) => i),
    [0, 1000],
  );
  expect(many).toEqual({ mean: 99.5, low: 5, high: 195, draws: 200, ideal: null, bound: 1000 });
  expect(of(Float64Array.of(1, Infinity, 2), [0, Infinity])).toMatchObject({ low: 1, high: Infinity });
});

test('a metric without a value at q = p has no null, with the reason', async () => {
  const found = await drawNulls([request('value'), request('birthday-support', { within: 1e-9 })], {
    target: eight,
    samples: 20,
  });
  expect([...found.values()]).toEqual([
    { absent: 'needs the discriminator itself' },
    { absent: 'no two of 20 samples collide: the support size is above 190' },
  ]);
  const nothing = await drawNulls([request('recall')], { target: unknownTarget(new Float64Array(8), 2), samples: 4 });
  expect(nothing.get('recall{}')).toEqual({ absent: 'needs the target itself, not samples of it' });
  expect(
    (await drawNulls([request('mode-kl')], { target: eight, samples: 20 }, { draws: 0 })).get('mode-kl{}'),
  ).toEqual({
    absent: 'not drawn',
  });
});

test('without densities from samples, only metrics of samples have a null', async () => {
  const requests = ['js', 'kl-q-p', 'optimal-value', 'recall', 'mode-kl', 'wasserstein-1'].map((name) => request(name));
  const found = await drawNulls(requests, { target: eight, samples: 60 }, { draws: 3, densities: false });
  const has = [...found].flatMap(([column, one]) => ('mean' in one ? [column] : []));
  expect(has).toEqual(['recall{}', 'mode-kl{}', 'wasserstein-1{}']);
});

test('a null states the ideal, without sampling noise, and the bound of any q', async () => {
  const names = [
    'high-quality',
    'modes-covered',
    'mode-entropy',
    'mode-kl',
    'mode-persistence',
    'coverage',
    'js',
    'mmd',
  ];
  const found = await nullsOf(
    names.map((name) => request(name)),
    { target: grid25, samples: 1000 },
    { draws: 8 },
  );
  expect(Object.fromEntries(found.map(({ ideal, bound }, i) => [names[i], [ideal, bound]]))).toEqual({
    'high-quality': [1 - Math.exp(-4.5), 1],
    'modes-covered': [25, 25],
    'mode-entropy': [expect.closeTo(Math.log(25), 12), Math.log(25)],
    'mode-kl': [0, expect.closeTo(Math.log(25), 12)],
    'mode-persistence': [1, 1],
    coverage: [null, 1],
    js: [0, Math.LN2],
    mmd: [0, 2],
  });
  const [, covered, entropy, , persistence] = found;
  expect(covered).toMatchObject({ mean: 25, low: 25, high: 25 });
  expect(persistence).toMatchObject({ mean: 1, low: 1, high: 1 });
  // (K - 1) / (2 n) below log K: the null is no ceiling, and its ideal is above it.
  expect(Math.abs(Math.log(25) - entropy.mean - 24 / 2000)).toBeLessThan(0.004);
});

test('the null of js from samples is about 0: its bias is corrected', async () => {
  const [found] = await nullsOf([request('js')], { target: eight, samples }, { draws: 8 });
  expect(Math.abs(found.mean)).toBeLessThan(5e-3);
  expect(found.low).toBeLessThan(0);
  expect(found.high).toBeGreaterThan(0);
});

test('the default number of draws falls with the number of samples', () => {
  const draws = (name: string) =>
    [1000, 2500, 5000, 1e6].map((samples) => defaultDraws(metrics.get(name)!, { samples }));
  expect(draws('mode-kl')).toEqual([200, 200, 200, 8]);
  expect(draws('recall')).toEqual([125, 20, 8, 0]);
  const few = (name: string, real: number) => defaultDraws(metrics.get(name)!, { samples: 5, real });
  expect([few('recall', 2500), few('wasserstein-1', 2500), few('mode-kl', 1e6)]).toEqual([20, 200, 8]);
  expect([few('recall', 1e6), few('wasserstein-1', 1e6)]).toEqual([0, 0]);
});
