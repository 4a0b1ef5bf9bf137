/** Divergences from samples: against closed forms, brute force, and their own nulls. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { golden } from '../../../test/support/golden-clouds.js';
import { compute, fakeSnapshot, numberOf } from '../../../test/support/snapshots.js';
import { gaussianLatent } from '../../core/gan/latents/gaussian.js';
import { finiteSet } from '../../core/gan/targets/_sample-sets.js';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { ring } from '../../core/gan/targets/ring.js';
import { stream } from '../../core/math/random/random.js';
import { mean } from '../../core/math/statistics/statistics.js';
import { kernelJs, kernelKl } from '../../density/samples/kernel-divergences.js';
import { neighbourDistances } from '../../density/samples/knn-distances.js';
import { knnJs } from '../../density/samples/knn-js.js';
import { knnKl } from '../../density/samples/knn-kl.js';
import { samplesSnapshot, unknownTarget } from '../../density/samples/samples-snapshot.js';
import { optimalValue } from '../optimal-discriminator/optimal-value.js';
import { js } from './js.js';
import { klPQ } from './kl-p-q.js';
import { klQP } from './kl-q-p.js';

const byBruteForce = JSON.parse(
  readFileSync(new URL('../../../test/golden/divergences.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, readonly (readonly number[])[]>>;
const clouds = { generated: Float64Array.from(golden.generated), real: Float64Array.from(golden.real), dim: 2 };
const toReal = { of: 'generated', from: 'real' } as const;
const toGenerated = { of: 'real', from: 'generated' } as const;

describe('equal to brute force in scipy and scikit-learn (test/golden/divergences.py)', () => {
  test('neighbours', () => {
    const balls = neighbourDistances(clouds);
    for (const [k, qp, pq] of byBruteForce['kl of two clouds: k, q-p, p-q']) {
      expect(knnKl(balls, toReal, k).value).toBeCloseTo(qp, 10);
      expect(knnKl(balls, toGenerated, k).value).toBeCloseTo(pq, 10);
    }
    for (const [k, value] of byBruteForce['js by neighbours: k, js'])
      expect(knnJs(balls, k).value).toBeCloseTo(value, 10);
  });

  test('kernels', () => {
    for (const [h, qp, pq, value] of byBruteForce['kernels: bandwidth, kl q-p, kl p-q, js']) {
      expect(kernelKl(clouds, toReal, h)).toBeCloseTo(qp, 9);
      expect(kernelKl(clouds, toGenerated, h)).toBeCloseTo(pq, 9);
      expect(kernelJs(clouds, h)).toBeCloseTo(value, 9);
    }
  });

  test('p known: the entropy of G’s samples, minus the error on as many of p', async () => {
    for (const [k, minusEntropyLogP] of byBruteForce[
      'minus entropy, minus log p of N(0, 1) in the plane: k, generated'
    ]) {
      const fake = { target: gaussianTarget.create({ mean: 0, std: 1, dim: 2 }), G: () => [0, 0], given: clouds };
      const snapshot = { ...fakeSnapshot(fake), share: shareWith(clouds.generated) };
      const measured = await compute(klQP, snapshot, { estimator: 'knn', k });
      const estimator = await klQP.estimator(snapshot, { estimator: 'knn', k });
      const [, taken] = /less the (\S+) nats/.exec(estimator)!;
      // The estimator states two significant digits of it, and both columns are divided by the stds of p's samples, nearly 1.
      expect('value' in measured && Math.abs(measured.value + Number(taken) - minusEntropyLogP)).toBeLessThan(5e-3);
    }
  });
});

function shareWith(generated: Float64Array) {
  return <T>(key: string, make: () => Promise<T>) =>
    key === 'density/samples' ? (Promise.resolve(generated) as Promise<unknown> as Promise<T>) : make();
}

/** Samples of N(shift e_1, 1) against those of N(0, 1), `draws` times, p known or known from samples only. */
function valuesOf(
  metric: typeof js,
  { dim, n, draws, shift, isKnown }: { dim: number; n: number; draws: number; shift: number; isKnown: boolean },
): Promise<number[]> {
  const target = gaussianTarget.create({ mean: 0, std: 1, dim });
  const cloud = (purpose: string, step: number) => {
    const x = new Float64Array(n * dim);
    stream({ seed: 4, purpose, step }).fillNormal(x);
    return x;
  };
  return Promise.all(
    Array.from({ length: draws }, (_, draw) => {
      const generated = cloud('generated', draw).map((x, at) => (at % dim === 0 ? x + shift : x));
      const real = cloud('real', draw);
      const known = isKnown ? target : unknownTarget(real, dim);
      const latent = gaussianLatent.create({ dim: dim + 1 });
      const given = { generated, real };
      const snapshot = fakeSnapshot({ target: known, latent, G: () => [], given, seed: draw });
      return numberOf(metric, { ...snapshot, share: shareWith(generated) }, { estimator: 'knn' });
    }),
  );
}

const cases = [
  { dim: 1, n: 50, draws: 8 },
  { dim: 2, n: 50, draws: 8 },
  { dim: 2, n: 200, draws: 3 },
  { dim: 2, n: 1000, draws: 1 },
  { dim: 5, n: 50, draws: 8 },
  { dim: 5, n: 200, draws: 3 },
  { dim: 5, n: 1000, draws: 1 },
];

// KL of N(d, 1) and N(0, 1) is d^2 / 2, and js of d = 1 is .1114214822 nats.
describe.each(cases)('$n samples in $dim dimensions', ({ dim, n, draws }) => {
  /** Five standard errors, with the spread over sqrt(n) of simulations of the estimators. */
  const error = (spread: number) => (5 * spread) / Math.sqrt(n * draws);

  test('js: 0 at q = p, a shift of 1 within its error, and nearly ln 2 for a shift of 6', async () => {
    const at = (shift: number) => valuesOf(js, { dim, n, draws, shift, isKnown: false });
    expect(Math.abs(mean(await at(0)))).toBeLessThan(error(0.25) + 0.01);
    // Balls of few samples in five dimensions are as wide as the data: a lower value, but far from 0.
    const shifted = mean(await at(1));
    expect(shifted).toBeLessThan(0.1114 + error(0.35));
    expect(shifted).toBeGreaterThan(0.1114 * (dim < 5 ? 0.9 : 0.75) - error(0.35));
    const [far] = await valuesOf(js, { dim, n, draws: 1, shift: 6, isKnown: false });
    expect(far).toBeGreaterThan(0.6); // ln 2 - .003
  });

  test('kl-q-p with p known: 0, 1/2 and 18 nats', async () => {
    const at = async (shift: number) => mean(await valuesOf(klQP, { dim, n, draws, shift, isKnown: true }));
    expect(Math.abs(await at(0))).toBeLessThan(error(1.1));
    expect(Math.abs((await at(1)) - 0.5)).toBeLessThan(error(1.5));
    expect(Math.abs((await at(6)) - 18)).toBeLessThan(error(6.1)); // x_1 itself has a weight of 6
  });

  test.each([klQP, klPQ])('$name of two clouds: 0, and of a shift of 1 most of 1/2', async (metric) => {
    const at = async (shift: number) => mean(await valuesOf(metric, { dim, n, draws, shift, isKnown: false }));
    expect(Math.abs(await at(0))).toBeLessThan(error(2) + 0.03);
    const shifted = await at(1);
    expect(shifted).toBeGreaterThan(0.22 - error(2));
    expect(shifted).toBeLessThan(0.5 + error(2.5));
  });
});

describe('an estimate below 0', () => {
  const below = async (metric: typeof js, isKnown: boolean) => {
    for (let draw = 0; draw < 30; draw++) {
      const [generated, real] = ['generated', 'real'].map((purpose) => {
        const x = new Float64Array(2 * 200);
        stream({ seed: 12, purpose, step: draw }).fillNormal(x);
        return x;
      });
      const target = isKnown ? gaussianTarget.create({ mean: 0, std: 1, dim: 2 }) : unknownTarget(real, 2);
      const snapshot = samplesSnapshot({ target, generated, real }, { draw });
      const value = await numberOf(metric, snapshot);
      const text = await metric.estimator(snapshot, { estimator: 'auto' });
      expect(text).toMatch(/standard error \d/);
      if (value >= 0) expect(text).not.toContain('below 0');
      else return { value, text };
    }
    throw new Error('none of 30 is below 0');
  };

  test.each([
    [js, true],
    [js, false],
    [klQP, true],
    [klQP, false],
    [klPQ, false],
  ])('of $name is shown as it is, with its interval and the reason (p known: %s)', async (metric, isKnown) => {
    const { value, text } = await below(metric, isKnown);
    const [, low, high] = /; below 0 by its noise \(95 % interval \[(\S+), (\S+)\]\): .* is not clamped/.exec(text)!;
    expect(Number(low)).toBeLessThan(value);
    expect(Number(high)).toBeGreaterThan(value);
    expect((Number(low) + Number(high)) / 2).toBeCloseTo(value, 2);
    expect(Number(high)).toBeGreaterThan(-0.05); // the interval reaches 0, or nearly
  });
});

describe('units', () => {
  const n = 300;
  const drawn = (purpose: string) => {
    const x = new Float64Array(2 * n);
    stream({ seed: 8, purpose, step: 0 }).fillNormal(x);
    return x;
  };
  const [generated, real] = [drawn('generated').map((x, at) => (at % 2 ? x + 3 : x)), drawn('real')];
  const first = (x: Float64Array, unit: number) => x.map((value, at) => (at % 2 ? value : value * unit));
  const JS = 0.5267773065; // of Gaussians 3 apart, by scipy's quadrature of the definition

  /** The first column in other units; p known to the one estimate that uses it. */
  const at = (metric: typeof js, unit: number, { isKnown, ...how }: { isKnown: boolean; estimator: 'knn' | 'kde' }) => {
    const clouds = { generated: first(generated, unit), real: first(real, unit) };
    const target = isKnown ? gaussianTarget.create({ mean: 0, std: [unit, 1] }) : unknownTarget(clouds.real, 2);
    const snapshot = fakeSnapshot({ target, G: () => [], given: clouds, seed: 3 });
    return numberOf(metric, { ...snapshot, share: shareWith(clouds.generated) }, how);
  };

  test.each([1000, 1e-4])('values are the same with one column times %d', async (unit) => {
    for (const estimator of ['knn', 'kde'] as const) {
      for (const [metric, isKnown] of [
        [js, false],
        [klQP, false],
        [klPQ, false],
        [klQP, true],
      ] as const) {
        const how = { isKnown, estimator };
        expect(await at(metric, unit, how)).toBeCloseTo(await at(metric, 1, how), 6);
      }
    }
  });

  test('js of a shift of 3 along the smaller column is exact', async () => {
    const measured = await at(js, 1000, { isKnown: false, estimator: 'knn' });
    expect(Math.abs(measured - JS)).toBeLessThan((5 * 0.35) / Math.sqrt(n));
  });
});

describe('in twenty dimensions', () => {
  test('js and kl of two sets of 200 samples are absent, with the number that is needed', async () => {
    for (const metric of [js, klQP, klPQ]) {
      const target = gaussianTarget.create({ mean: 0, std: 1, dim: 20 });
      const real = new Float64Array(200 * 20);
      target.sample(real, stream({ seed: 1, purpose: 'real', step: 0 }));
      const fake = { target: unknownTarget(real, 20), G: () => [], given: { generated: real, real } };
      expect(await compute(metric, fake)).toEqual({
        absent: 'too few samples for 20 dimensions: needs 16627, got 200',
      });
      expect(await compute(metric, fake, { estimator: 'kde' })).toHaveProperty('absent');
    }
  });

  test('kl-q-p with p known is 1/2 from 500 samples, and absent from 200', async () => {
    const at = async (shift: number, n: number) =>
      mean(await valuesOf(klQP, { dim: 20, n, draws: 2, shift, isKnown: true }));
    const [none, one] = [await at(0, 500), await at(1, 500)];
    const error = (5 * 2) / Math.sqrt(2 * 500); // simulated: a spread of 2 / sqrt(n), nearly all of it shared by both
    expect(Math.abs(none)).toBeLessThan(error);
    expect(Math.abs(one - 0.5)).toBeLessThan(error);
    expect(one - none).toBeGreaterThan(0.3);
    await expect(at(1, 200)).rejects.toThrow('too few samples for 20 dimensions: needs 210, got 200');
  });
});

describe('degenerate samples', () => {
  const plane = gaussianTarget.create({ mean: 0, std: 1, dim: 2 });
  const real = new Float64Array(800);
  plane.sample(real, stream({ seed: 2, purpose: 'real', step: 0 }));
  const half = real.map((x, at) => (at < 400 ? 3 : x + 0.1)); // half of q is an atom
  const snapshotOf = (generated: Float64Array, data = real) => ({
    target: unknownTarget(data, 2),
    G: () => [],
    given: { generated, real: data },
  });

  test('an atom of G makes kl-q-p infinite, and contributes (ln 2)/2 per unit to js', async () => {
    expect(await numberOf(klQP, snapshotOf(half))).toBe(Infinity);
    const measured = await numberOf(js, snapshotOf(half));
    const { q, p } = { q: 0.5, p: 1 };
    // p against q / 2, and the atom: JS = (log 2 + p log(p / (p + q)) + q log(q / (p + q))) / 2 + ... , the shift aside
    const expected = Math.LN2 + (p * Math.log(p / (p + q)) + q * Math.log(q / (p + q))) / 2;
    expect(Math.abs(measured - expected)).toBeLessThan(0.06); // 5 standard errors of some .25 / sqrt(400)
    expect(await numberOf(js, snapshotOf(new Float64Array(800).fill(7)))).toBeCloseTo(Math.LN2, 1);
    const three = snapshotOf(real.map((_, at) => (at >> 1) % 3)); // a G that collapsed to three points
    expect(await numberOf(klQP, three)).toBe(Infinity);
    expect(Math.abs((await numberOf(js, three)) - Math.LN2)).toBeLessThan(0.1); // lower: balls of the data reach the points
  });

  test('atoms of G have no density for kl-p-q: infinite where G has nothing else', async () => {
    for (const spread of [0, 1e-160])
      for (const points of [1, 2, 3])
        expect(await numberOf(klPQ, snapshotOf(real.map((z, at) => ((at >> 1) % points) + spread * z)))).toBe(Infinity);
    // Half of q beside the atom: ln 2 more than of all of it.
    const moved = real.map((x) => x + 0.1);
    const wholly = await numberOf(klPQ, snapshotOf(moved));
    expect(Math.abs((await numberOf(klPQ, snapshotOf(half))) - wholly - Math.LN2)).toBeLessThan(0.35);
  });

  const equal = (whose: string, count: number, n = 400) => ({
    absent: `${count} of ${n} samples of ${whose} equal another one: rounded, or point masses: there is no density to estimate`,
  });

  test('a G that repeats the data, and repeated data, have no density: absent', async () => {
    const rounded = real.map(Math.round);
    const estimator = 'kde';
    for (const metric of [js, klQP, klPQ]) {
      expect(await compute(metric, snapshotOf(real))).toEqual({
        absent: expect.stringContaining("100 % of G's samples are copies of rows of the data"),
      });
      expect(await compute(metric, snapshotOf(rounded, rounded))).toEqual(equal('G', 400));
      expect(await compute(metric, snapshotOf(rounded, rounded), { estimator })).toEqual(equal('G', 400));
    }
    const { absent } = equal('the data', rowsRepeated(rounded));
    const moved = real.map((x) => x + 0.1);
    expect(await compute(js, snapshotOf(moved, rounded))).toEqual({ absent });
    expect(await compute(klQP, snapshotOf(real.map(() => Number.NaN)))).toEqual({ absent: "G's output is not finite" });
  });

  function rowsRepeated(x: Float64Array): number {
    const rows = Array.from({ length: x.length / 2 }, (_, row) => `${x[2 * row]} ${x[2 * row + 1]}`);
    return rows.filter((row) => rows.indexOf(row) !== rows.lastIndexOf(row)).length;
  }

  test('a few equal rows are left out; more of them, not enough for an atom, make it absent', async () => {
    const moved = real.map((x) => x + 0.1);
    const clump = (rows: number) => moved.map((x, at) => (at < 2 * rows ? 3 : x));
    for (const metric of [js, klQP, klPQ]) {
      const four = await numberOf(metric, snapshotOf(clump(4)));
      expect(four).toBe(await numberOf(metric, snapshotOf(moved.slice(8))));
      expect(await compute(metric, snapshotOf(clump(6)))).toEqual(equal('G', 6));
      const pairs = moved.map((x, at) => (at < 200 ? moved[at % 100] : x));
      expect(await compute(metric, snapshotOf(pairs))).toEqual(equal('G', 100));
    }
  });

  test('rounded data is absent, and so are rounded samples of G where p is known', async () => {
    const latent = gaussianLatent.create({ dim: 2 });
    const halves = finiteSet(
      real.map((x) => Math.round(x * 2) / 2),
      2,
      'rows',
    );
    const snapshot = { target: halves, latent, G: (z: readonly number[]) => z, samples: 500 };
    for (const metric of [js, klQP, klPQ])
      expect(await compute(metric, snapshot)).toMatchObject({ absent: /of the data equal/ });
    const known = { target: plane, G: (z: readonly number[]) => z.map((x) => Math.round(x * 10) / 10) };
    expect(await compute(klQP, known, { estimator: 'knn' })).toMatchObject({ absent: /of 8192 samples of G equal/ });
  });

  const narrow = ring.create({ modes: 8, radius: 2, std: 0.02 });
  const to = (unit: number) => (x: Float64Array) => x.map((value) => Math.round(value / unit) * unit);

  test('rounding finer than the differences changes next to nothing, and is stated', async () => {
    const [x, y] = [4, 5].map((seed) => {
      const out = new Float64Array(2 * 2500);
      narrow.sample(out, stream({ seed, purpose: 'narrow', step: 0 }));
      return out;
    });
    const wide = x.map((value, at) => (at % 2 ? value : 1.02 * value)); // a G that is off by a twentieth at the sides
    const thousandths = to(0.001);
    expect(rowsRepeated(thousandths(wide))).toBeGreaterThan(0.05 * 2500);
    const known = (generated: Float64Array) => samplesSnapshot({ target: narrow, generated, real: y });
    const two = (generated: Float64Array, data: Float64Array) =>
      samplesSnapshot({ target: unknownTarget(data, 2), generated, real: data });
    for (const metric of [js, klQP, klPQ]) {
      const exact = await numberOf(metric, known(wide));
      expect(Math.abs((await numberOf(metric, known(thousandths(wide)))) - exact)).toBeLessThan(0.05 * exact);
      const free = await numberOf(metric, two(wide, y));
      const both = two(thousandths(wide), thousandths(y));
      expect(Math.abs((await numberOf(metric, both)) - free)).toBeLessThan(0.05 * free);
      expect(await metric.estimator(both, {})).toContain('rounded to 0.001 and dequantised by up to half of that');
    }
  });

  test('rounding as coarse as the target makes it absent, with the unit', async () => {
    const generated = new Float64Array(2 * 2500);
    narrow.sample(generated, stream({ seed: 6, purpose: 'narrow', step: 0 }));
    const coarse = samplesSnapshot({ target: narrow, generated: to(0.1)(generated), real: generated });
    expect(await compute(js, coarse)).toMatchObject({
      absent: expect.stringContaining('rounded to 0.100, too coarse'),
    });
    expect(await compute(klQP, coarse)).toMatchObject({ absent: expect.stringContaining('of G equal another one') });
  });

  test('units do not matter, even where squares of the data underflow: it is not called constant', async () => {
    const generated = real.map((x, at) => x * 0.9 + (at % 3) * 0.05);
    const inUnitsOf = (unit: number) =>
      snapshotOf(
        generated.map((x) => x * unit),
        real.map((x) => x * unit),
      );
    for (const metric of [js, klQP, klPQ]) {
      const one = await numberOf(metric, inUnitsOf(1));
      for (const exponent of [-565, 565]) // 2^-565 = 8e-171: a power of 2 rounds nothing
        expect(await numberOf(metric, inUnitsOf(2 ** exponent))).toBeCloseTo(one, 6);
    }
  });

  test('a constant coordinate of the data has no density: absent', async () => {
    const flat = real.map((x, at) => (at % 2 ? 0.1 : x));
    const absent = { absent: 'coordinate 2 of the data is constant: it has no density' };
    for (const metric of [js, klQP, klPQ])
      expect(
        await compute(
          metric,
          snapshotOf(
            real.map((x) => x + 0.1),
            flat,
          ),
        ),
      ).toEqual(absent);
  });

  test('rows of a file are used once each, however often they were drawn', async () => {
    const rows = finiteSet(real, 2, 'rows');
    const latent = gaussianLatent.create({ dim: 2 });
    const snapshot = fakeSnapshot({ target: rows, latent, G: ([a, b]) => [a + 1, b], samples: 500 });
    const measured = await numberOf(js, snapshot);
    expect(Math.abs(measured - 0.1114)).toBeLessThan((5 * 0.35) / Math.sqrt(400));
    expect(await js.estimator(snapshot, {})).toContain('n = 8192 and 400');
  });

  test('a kernel wider than the data blurs everything, and its bandwidth is stated', async () => {
    const shifted = snapshotOf(real.map((x, at) => (at % 2 ? x : x + 3)));
    const chosen = await numberOf(js, shifted, { estimator: 'kde' });
    expect(chosen).toBeGreaterThan(0.4);
    expect(await numberOf(js, shifted, { bandwidth: 30 })).toBeLessThan(0.01);
    expect(await js.estimator(fakeSnapshot(shifted), { estimator: 'kde' })).toMatch(
      /^Gaussian kernels, bandwidth 0\.\d+ \(of maximum likelihood for the data, each sample left out; coordinates over their std in the data\), n = 400, /,
    );
  });

  test('a named estimator is used also where q is exact', async () => {
    const line = { target: gaussianTarget.create({ mean: 0, std: 1 }), G: ([z]: readonly number[]) => [z + 1] };
    expect(await numberOf(js, line)).toBeCloseTo(0.1114214822, 9);
    for (const estimator of ['histogram', 'knn']) {
      const measured = await numberOf(js, line, { estimator });
      expect(Math.abs(measured - 0.1114214822)).toBeLessThan((5 * 0.35) / Math.sqrt(2000));
      expect(measured).not.toBeCloseTo(0.1114214822, 9);
    }
    expect(await js.estimator(fakeSnapshot(line), { estimator: 'histogram' })).toMatch(
      /^histogram of 16384 samples .*; bias of sampling noise subtracted \(Grassberger\): a lower bound but for its noise, standard error \S+; relative to a grid of half as many cells a side, js changed by \S+$/,
    );
    const many = { target: gaussianTarget.create({ mean: 0, std: 1, dim: 3 }), G: (z: readonly number[]) => z };
    expect(await numberOf(optimalValue, many)).toBe(2 * (await numberOf(js, many)) - Math.log(4));
    expect(await compute(js, many, { estimator: 'histogram' })).toEqual({
      absent: 'a histogram needs one or two dimensions: in more its cells are empty',
    });
  });
});
