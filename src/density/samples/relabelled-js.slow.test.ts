import { describe, expect, test } from 'vitest';
import { stream } from '../../core/math/random/random.js';
import { mean } from '../../core/math/statistics/statistics.js';
import { neighbourDistances } from './knn-distances.js';
import { knnJs } from './knn-js.js';
import { correctedKnnJs, describeCorrection, relabelledKnnJs } from './relabelled-js.js';

interface Drawn {
  readonly dim: number;
  readonly n: number;
  readonly m?: number;
  /** Equal modes on the axes, this far from 0 in standard deviations; 0: one Gaussian. */
  readonly radius?: number;
  /** Of the first coordinate of G's samples. */
  readonly std?: number;
  readonly shift?: number;
}

function drawn({ dim, n, m = n, radius = 0, std = 1, shift = 0 }: Drawn, draw: number) {
  const rows = (count: number, purpose: string) => {
    const random = stream({ seed: 11, purpose, step: draw });
    const x = new Float64Array(count * dim);
    random.fillNormal(x);
    for (let row = 0; row < count; row++) x[row * dim + Math.floor(random.uniform() * dim)] += radius;
    return x;
  };
  const generated = rows(n, 'generated').map((x, at) => (at % dim === 0 ? std * x + shift : x));
  return { generated, real: rows(m, 'real'), dim };
}

function estimates(of: Drawn, draws: number) {
  return Array.from({ length: draws }, (_, draw) => {
    const samples = drawn(of, draw);
    const distances = neighbourDistances(samples);
    const random = stream({ seed: 1, purpose: 'labels', step: draw });
    return { ...correctedKnnJs(samples, distances, { k: 5, stream: random }), raw: knnJs(distances, 5).value };
  });
}

describe('two samples of one density have js 0 within the error of the mean', () => {
  test.each<Drawn & { readonly draws: number }>([
    { dim: 2, n: 300, draws: 20 },
    { dim: 5, n: 300, draws: 16 },
    { dim: 10, n: 600, draws: 6 },
    { dim: 10, n: 600, radius: 6, draws: 6 },
    { dim: 5, n: 600, m: 100, draws: 12 },
  ])('$n samples in $dim dimensions, modes $radius apart', ({ draws, ...of }) => {
    const found = estimates(of, draws);
    const error = mean(found.map(({ standardError }) => standardError)) / Math.sqrt(draws);
    expect(Math.abs(mean(found.map(({ value }) => value)))).toBeLessThan(3 * error);
    for (const { bias } of found) expect(bias).not.toBeNull();
  });
});

test('in ten dimensions the uncorrected estimate is too low, by what relabelling finds', () => {
  const found = estimates({ dim: 10, n: 600, radius: 6 }, 6);
  const error = mean(found.map(({ standardError }) => standardError)) / Math.sqrt(6);
  const raw = mean(found.map((one) => one.raw));
  expect(raw).toBeLessThan(-4 * error);
  expect(Math.abs(raw - mean(found.map(({ bias }) => bias!)))).toBeLessThan(3 * error);
});

// JS of N(0, 1) and N(shift, std^2): scipy's quadrature of the definition. In ten dimensions a change of one coordinate's std is
// blurred by balls as wide as the data.
test.each([
  { dim: 5, n: 1000, std: 1, shift: 1, js: 0.1114214822, low: 0.09 },
  { dim: 5, n: 1000, std: 0.5, shift: 0, js: 0.0927333817, low: 0.06 },
  { dim: 10, n: 1000, std: 1, shift: 1, js: 0.1114214822, low: 0.08 },
  { dim: 10, n: 1000, std: 0.5, shift: 0, js: 0.0927333817, low: 0.03 },
  { dim: 10, n: 1000, std: 1, shift: 6, js: 0.6893, low: 0.67 },
])('js of $js in $dim dimensions (std $std, shift $shift) is not exceeded, and at least $low', ({ js, low, ...of }) => {
  const found = estimates(of, 3);
  const value = mean(found.map((one) => one.value));
  expect(value).toBeLessThan(js + 3 * mean(found.map(({ standardError }) => standardError)));
  expect(value).toBeGreaterThan(low);
});

test('the order of the rows does not matter, and coinciding rows are not relabelled', () => {
  const samples = drawn({ dim: 2, n: 60 }, 1);
  const reversed = (x: Float64Array) =>
    Float64Array.from({ length: x.length }, (_, at) => x[x.length - 2 - 2 * (at >> 1) + (at % 2)]);
  const random = () => stream({ seed: 1, purpose: 'labels', step: 0 });
  const value = relabelledKnnJs(samples, 3, random());
  const other = { ...samples, generated: reversed(samples.generated), real: reversed(samples.real) };
  expect(relabelledKnnJs(other, 3, random())).toBeCloseTo(value!, 10);
  const repeated = { ...samples, generated: samples.generated.map((x, at) => (at < 20 ? 1 : x)) };
  expect(relabelledKnnJs(repeated, 3, random())).toBeNull();
  expect(describeCorrection({ value: 0, standardError: 1, bias: null })).toContain('rows coincide');
});

test('few samples have few neighbours: the farthest stands for those that are missing', () => {
  const few = drawn({ dim: 1, n: 8 }, 2);
  expect(relabelledKnnJs(few, 5, stream({ seed: 1, purpose: 'labels', step: 0 }))).not.toBeNaN();
});
