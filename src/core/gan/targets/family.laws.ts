/** What every target must keep: its density, cdf, modes, bounds and samples tell one story. */
import { describe, expect, test } from 'vitest';
import { optionsOf, withOtherValues } from '../../../../test/support/members.js';
import { stream } from '../../math/random/random.js';
import { families } from '../families.js';
import type { Distribution } from './_target.js';

const { targets } = families;

const SAMPLES = 20_000;
const MAX_NUMBERS = 60_000; // coordinates drawn: fewer samples in many dimensions
const draw = (
  distribution: Distribution,
  { count = Math.min(SAMPLES, Math.ceil(MAX_NUMBERS / distribution.dim)), step = 0 } = {},
) => {
  const out = new Float64Array(count * distribution.dim);
  distribution.sample(out, stream({ seed: 1, purpose: 'laws', step }));
  return out;
};

for (const [name, target] of targets) {
  const distribution = target.create(optionsOf(target));
  const { dim, logDensity, cdf, modes, bounds, scale } = distribution;
  const errorOf = (mass: number) => Math.sqrt((mass * (1 - mass)) / SAMPLES);

  describe(`target ${name}`, () => {
    test('fills rows of its dimension with finite numbers that depend on the stream alone', () => {
      const sample = draw(distribution);
      expect(bounds.length).toBe(dim);
      expect(sample.every(Number.isFinite)).toBe(true);
      const few = draw(distribution, { count: 50 });
      expect(draw(distribution, { count: 50 })).toEqual(few);
      expect(draw(distribution, { count: 50, step: 1 })).not.toEqual(few);
    });

    test('gives the same sample in float32, rounded', () => {
      const out = new Float32Array(50 * dim);
      distribution.sample(out, stream({ seed: 1, purpose: 'laws', step: 0 }));
      const exact = draw(distribution, { count: 50 });
      const errors = exact.map((value, i) => Math.abs(out[i] - value) / (1 + Math.abs(value)));
      expect(Math.max(...errors)).toBeLessThan(1e-6);
      if (logDensity) expect(logDensity(out).every(Number.isFinite)).toBe(true);
    });

    test('has bounds that hold its samples, and a scale no larger than they are', () => {
      const sample = draw(distribution);
      const inside = sample.every((value, i) => value >= bounds[i % dim].low && value <= bounds[i % dim].high);
      expect(inside).toBe(true);
      for (const { low, high } of bounds) expect(scale).toBeLessThanOrEqual(high - low);
      expect(scale).toBeGreaterThan(0);
    });

    test.runIf(!distribution.rows)('draws rows by themselves: the next says nothing of the one before', () => {
      const sample = draw(distribution);
      const mean = sample.filter((_, at) => at % dim === 0).reduce((sum, x) => sum + x, 0) / (sample.length / dim);
      let [product, square] = [0, 0];
      for (let at = 0; at + dim < sample.length; at += dim) {
        product += (sample[at] - mean) * (sample[at + dim] - mean);
        square += (sample[at] - mean) ** 2;
      }
      // An autocorrelation has the standard error 1 / sqrt(n); of mode after mode around a ring it is .7.
      expect(Math.abs(product / square)).toBeLessThan(5 / Math.sqrt(sample.length / dim));
    });

    test.runIf(distribution.training)('trains on the law that it measures by, in whole rounds of its parts', () => {
      const { training, rows } = distribution;
      const [batch, fresh] = [training!, { sample: distribution.sample }].map((from) => {
        const out = new Float64Array(12_000 * dim);
        from.sample(out, stream({ seed: 1, purpose: 'laws', step: 0 }));
        return out.filter((_, at) => at % dim === 0).sort();
      });
      // The largest gap of the two distribution functions, of samples and of the set that they were drawn from.
      const points = rows ? Infinity : (training!.points ?? Infinity);
      const at = (x: Float64Array, value: number) => x.filter((other) => other <= value).length / x.length;
      const gap = Math.max(...fresh.filter((_, i) => i % 400 === 0).map((x) => Math.abs(at(batch, x) - at(fresh, x))));
      expect(gap).toBeLessThan((5 / 2) * Math.sqrt(2 / 12_000 + 1 / points));
    });

    test('lists options that act', () => {
      const story = (d: Distribution) => JSON.stringify([d.dim, d.bounds, d.scale, [...draw(d, { count: 50 })]]);
      for (const { option, value, result } of withOtherValues(target, (options) => story(target.create(options))))
        expect(result, `${option} = ${JSON.stringify(value)}`).not.toBe(story(distribution));
    });

    test.runIf(modes)('has modes of total weight 1, inside its bounds, no narrower than its scale', () => {
      expect(modes!.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
      for (const { mean, std } of modes!) {
        expect([mean.length, std.length]).toEqual([dim, dim]);
        expect(mean.every((x, i) => x > bounds[i].low && x < bounds[i].high)).toBe(true);
        // A mode may be exact in some coordinates.
        expect(std.every((s) => s === 0 || s >= scale * (1 - 1e-12))).toBe(true);
      }
    });

    test.runIf(cdf)('has a cdf that its samples follow within five standard errors', () => {
      const sample = draw(distribution).sort();
      const [{ low, high }] = bounds;
      for (let k = 1; k < 40; k++) {
        const x = low + ((high - low) * k) / 40;
        const share = sample.filter((value) => value <= x).length / SAMPLES;
        const mass = cdf!(x);
        expect(Math.abs(share - mass)).toBeLessThan(5 * errorOf(mass) + 1e-9);
      }
    });

    test.runIf(cdf && logDensity)('has a density that is the slope of its cdf, from 0 to 1', () => {
      const [{ low, high }] = bounds;
      expect(cdf!(low)).toBeLessThan(1e-9);
      expect(1 - cdf!(high)).toBeLessThan(1e-9);
      const h = scale * 1e-4;
      for (let k = 0; k < 101; k++) {
        const x = low + (high - low) * ((k + 0.37) / 101);
        const slope = (cdf!(x + h) - cdf!(x - h)) / (2 * h);
        const density = Math.exp(logDensity!(Float64Array.of(x))[0]);
        expect(Math.abs(slope - density)).toBeLessThan(1e-6 / scale);
      }
    });

    test.runIf(logDensity && dim <= 2)(
      'has a density that integrates to 1 on its bounds, and that its samples follow',
      () => {
        const { total, cells } = integrate(distribution);
        // The midpoint rule sees the edges of compact supports, and Laplace's kink.
        expect(total).toBeCloseTo(1, 3);
        const counts = new Float64Array(cells.length);
        const sample = draw(distribution);
        for (let at = 0; at < sample.length; at += dim) counts[cellOf(distribution, sample, at)] += 1;
        cells.forEach((mass, cell) => {
          // 3e-3 for the rule's own error where a cell's edge cuts a mode; 1 / SAMPLES for one stray sample.
          expect(Math.abs(counts[cell] / SAMPLES - mass)).toBeLessThan(5 * errorOf(mass) + 3e-3 * mass + 1 / SAMPLES);
        });
      },
    );

    test.runIf(logDensity)('has a log density that falls outside its bounds and is never NaN, 50 scales away', () => {
      const away = [0, 1, 10, 50].map((k) => bounds.map(({ high }) => high + k * scale));
      const values = away.map((point) => logDensity!(Float64Array.from(point))[0]);
      values.forEach((value, i) => {
        expect(value).not.toBeNaN();
        if (i > 0) expect(value).toBeLessThanOrEqual(values[i - 1]);
      });
      expect(logDensity!(new Float64Array(dim).fill(Number.NaN))[0]).toSatisfy(
        (value: number) => Number.isNaN(value) || value === -Infinity,
      );
      expect(logDensity!(new Float64Array(dim).fill(Infinity))[0]).toBe(-Infinity);
    });
  });
}

const SIDE = 8; // coarse cells along each coordinate

/** Midpoint rule, three quarters of a scale fine in two dimensions: the whole mass, and that of each coarse cell. */
function integrate({ dim, logDensity, bounds, scale }: Distribution) {
  const fine = bounds.map(({ low, high }) => {
    const n = SIDE * Math.ceil((high - low) / (SIDE * scale * (dim === 1 ? 0.005 : 0.75)));
    return { low, n, h: (high - low) / n };
  });
  const cells = new Float64Array(SIDE ** dim);
  const volume = fine.reduce((product, { h }) => product * h, 1);
  const last = fine[dim - 1];
  const line = new Float64Array(last.n * dim);
  for (let i = 0; i < (dim === 1 ? 1 : fine[0].n); i++) {
    for (let j = 0; j < last.n; j++) {
      if (dim === 2) line[2 * j] = fine[0].low + (i + 0.5) * fine[0].h;
      line[dim * j + dim - 1] = last.low + (j + 0.5) * last.h;
    }
    const row = dim === 1 ? 0 : SIDE * Math.floor((i * SIDE) / fine[0].n);
    logDensity!(line).forEach((value, j) => {
      cells[row + Math.floor((j * SIDE) / last.n)] += Math.exp(value) * volume;
    });
  }
  return { total: cells.reduce((sum, mass) => sum + mass, 0), cells };
}

function cellOf({ dim, bounds }: Distribution, x: Float64Array, at: number): number {
  let cell = 0;
  for (let i = 0; i < dim; i++) {
    const { low, high } = bounds[i];
    cell = cell * SIDE + Math.min(SIDE - 1, Math.floor((SIDE * (x[at + i] - low)) / (high - low)));
  }
  return cell;
}
