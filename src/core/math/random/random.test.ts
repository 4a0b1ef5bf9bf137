import { describe, expect, test } from 'vitest';
import golden from '../../../../test/golden/streams.json' with { type: 'json' };
import { normalCdf } from '../special/special.js';
import { stream } from './random.js';
import { TAIL } from './ziggurat.js';

const COUNT = 400_000;
const KOLMOGOROV = 2.74; // sqrt(n) D passes this with probability 2 exp(-2 * 2.74^2) = 6e-7, as a normal passes five standard errors
const named = (purpose: string, seed = 1, step = 0) => stream({ seed, purpose, step });

function normals(purpose: string, count = COUNT, seed = 1, step = 0): Float64Array {
  const out = new Float64Array(count);
  named(purpose, seed, step).fillNormal(out);
  return out;
}

const average = (values: Float64Array, of: (value: number) => number) =>
  values.reduce((sum, value) => sum + of(value), 0) / values.length;

/** Largest distance between the values' empirical distribution and a cdf. */
function distance(values: Float64Array, cdf: (x: number) => number): number {
  return values.sort().reduce((worst, value, i) => {
    const exact = cdf(value);
    return Math.max(worst, exact - i / values.length, (i + 1) / values.length - exact);
  }, 0);
}

describe('numbers as defined', () => {
  // test/golden/streams.py makes them from the definition alone. Its exp and log differ from V8's in the last digit, which
  // adds up over the 254 edges: hence 12 digits.
  test.each(golden.normals)('normal %i of a stream is %f', (index, expected) => {
    const out = new Float64Array(index + 1);
    stream(golden.name).fillNormal(out);
    expect(out[index] / expected).toBeCloseTo(1, 12);
  });

  test.each(golden.uniforms)('uniform %i of a stream is %f', (index, expected) => {
    const out = new Float64Array(index + 1);
    stream(golden.name).fillUniform(out);
    expect(out[index]).toBe(expected);
  });
});

describe('one stream for all calls', () => {
  const count = 1300; // more than two chunks

  test('a fill equals single calls, from any position in the stream', () => {
    for (const skipped of [0, 1, 5]) {
      const [single, many] = [named('a'), named('a')];
      for (let i = 0; i < skipped; i++) expect(single.uniform()).toBe(many.uniform());
      const normal = new Float64Array(count);
      const uniform = new Float64Array(count);
      many.fillNormal(normal);
      many.fillUniform(uniform);
      expect([...normal]).toEqual(Array.from({ length: count }, () => single.normal()));
      expect([...uniform]).toEqual(Array.from({ length: count }, () => single.uniform()));
    }
  });

  test('a float32 fill gives the float64 numbers, rounded', () => {
    const [single, double] = [new Float32Array(2 * count), new Float64Array(2 * count)];
    const [a, b] = [named('a'), named('a')];
    a.fillNormal(single.subarray(0, count));
    a.fillUniform(single.subarray(count));
    b.fillNormal(double.subarray(0, count));
    b.fillUniform(double.subarray(count));
    expect([...single]).toEqual([...Float32Array.from(double)]);
  });

  test('a float32 uniform stays below 1 where rounding would reach it', () => {
    const name = { seed: 1, purpose: 'edge', step: 6_376_566 }; // found by search: 0.99999999047
    const out = new Float32Array(1);
    expect(Math.fround(stream(name).uniform())).toBe(1);
    stream(name).fillUniform(out);
    expect(out[0]).toBe(1 - 2 ** -24);
  });
});

describe('normals', () => {
  test('have moments 0, 1, 0, 3', () => {
    const values = normals('moments');
    const se = (variance: number) => 5 * Math.sqrt(variance / COUNT);
    expect(Math.abs(average(values, (x) => x))).toBeLessThan(se(1));
    expect(Math.abs(average(values, (x) => x ** 2) - 1)).toBeLessThan(se(2));
    expect(Math.abs(average(values, (x) => x ** 3))).toBeLessThan(se(15));
    expect(Math.abs(average(values, (x) => x ** 4) - 3)).toBeLessThan(se(96));
  });

  const many = normals('tails', 2_000_000);

  test.each([1, 2, 3, 3.5, 4])(
    'fall outside %f standard deviations as often as they should, on both sides',
    (limit) => {
      const expected = normalCdf(-limit);
      const se = Math.sqrt((expected * (1 - expected)) / many.length);
      for (const side of [-1, 1]) {
        const share = many.reduce((count, x) => count + (side * x > limit ? 1 : 0), 0) / many.length;
        expect(Math.abs(share - expected)).toBeLessThan(5 * se);
      }
    },
  );

  test('follow the normal distribution function', () => {
    expect(distance(normals('shape'), normalCdf) * Math.sqrt(COUNT)).toBeLessThan(KOLMOGOROV);
  });

  test('follow it beyond the ziggurat, where the tail has its own method', () => {
    const beyond = normals('far tail', 4_000_000)
      .map(Math.abs)
      .filter((x) => x > TAIL);
    expect(beyond.length).toBeGreaterThan(900);
    const cdf = (x: number) => 1 - normalCdf(-x) / normalCdf(-TAIL);
    expect(distance(beyond, cdf) * Math.sqrt(beyond.length)).toBeLessThan(KOLMOGOROV);
  });
});

describe('uniforms', () => {
  test('follow the uniform distribution', () => {
    const values = new Float64Array(COUNT);
    named('uniforms').fillUniform(values);
    expect(distance(values, (x) => x) * Math.sqrt(COUNT)).toBeLessThan(KOLMOGOROV);
  });

  test('whole numbers are equally likely', () => {
    const source = named('dice');
    const [faces, n] = [7, 70_000];
    const counts = new Float64Array(faces);
    for (let i = 0; i < n; i++) counts[source.integer(faces)]++;
    const se = Math.sqrt(n * (1 / faces) * (1 - 1 / faces));
    for (const count of counts) expect(Math.abs(count - n / faces)).toBeLessThan(5 * se);
  });

  test('whole numbers below a bound that does not divide 2^53 are equally likely too', () => {
    const source = named('thirds');
    const n = 30_000;
    let third = 0;
    for (let i = 0; i < n; i++) if (source.integer(3 * 2 ** 51) < 2 ** 51) third++;
    expect(Math.abs(third - n / 3)).toBeLessThan(5 * Math.sqrt((n * 2) / 9)); // a bare remainder gives one half
  });
});

describe('streams are independent', () => {
  test.each([
    ['purposes', 'latent/generator-2', 1, 0],
    ['seeds', 'latent/generator-1', 2, 0],
    ['seeds that differ above 32 bits', 'latent/generator-1', 1 + 2 ** 32, 0],
    ['steps', 'latent/generator-1', 1, 1],
    ['steps that differ above 32 bits', 'latent/generator-1', 1, 2 ** 32],
  ])('between %s', (_, purpose, seed, step) => {
    const a = normals('latent/generator-1');
    const b = normals(purpose, COUNT, seed, step);
    const bound = 5 / Math.sqrt(COUNT);
    expect(Math.abs(a.reduce((sum, x, i) => sum + x * b[i], 0) / COUNT)).toBeLessThan(bound);
    expect(Math.abs(a.reduce((sum, x, i) => sum + (x * x - 1) * (b[i] * b[i] - 1), 0) / COUNT)).toBeLessThan(2 * bound);
  });

  test('and so are neighbours within one', () => {
    const values = normals('neighbours');
    for (const lag of [1, 2, 3, 4, 1024]) {
      const n = COUNT - lag;
      const correlation = values.subarray(lag).reduce((sum, x, i) => sum + x * values[i], 0) / n;
      expect(Math.abs(correlation)).toBeLessThan(5 / Math.sqrt(n));
    }
  });
});

test.each([
  [{ seed: -1, purpose: 'a', step: 0 }, 'random stream: seed must be a whole number from 0 to 2^53 - 1, got -1'],
  [{ seed: 2 ** 53, purpose: 'a', step: 0 }, /seed must be .* got 9007199254740992/],
  [{ seed: 1.5, purpose: 'a', step: 0 }, /seed must be .* got 1.5/],
  [{ seed: 0, purpose: 'a', step: Number.NaN }, /step must be .* got NaN/],
  [{ seed: 0, purpose: '', step: 0 }, 'random stream: purpose must not be empty'],
])('%j is refused as the name of a stream', (name, message) => {
  expect(() => stream(name)).toThrow(message);
});

test('a whole number below 0, 2.5 or 2^53 cannot be drawn', () => {
  for (const below of [0, 2.5, 2 ** 53])
    expect(() => named('a').integer(below)).toThrow(/below must be a whole number/);
  expect(named('a').integer(1)).toBe(0);
});
