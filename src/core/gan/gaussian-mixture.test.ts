import { expect, test } from 'vitest';
import { stream } from '../math/random/random.js';
import { equalModes, gaussianMixture } from './gaussian-mixture.js';

const lopsided = gaussianMixture([
  { mean: [-3, 1], std: [0.5, 2], weight: 1 },
  { mean: [4, -1], std: [0.1, 0.3], weight: 3 },
]);

test('the density is the weighted sum of its modes', () => {
  const normal = (x: number, mean: number, std: number) =>
    Math.exp(-(((x - mean) / std) ** 2) / 2) / (std * Math.sqrt(2 * Math.PI));
  for (const [x, y] of [
    [-3, 1],
    [-2.2, 3.5],
    [4.1, -1.4],
    [0, 0],
  ])
    expect(lopsided.logDensity!(Float64Array.of(x, y))[0]).toBeCloseTo(
      Math.log(0.25 * normal(x, -3, 0.5) * normal(y, 1, 2) + 0.75 * normal(x, 4, 0.1) * normal(y, -1, 0.3)),
      10,
    );
});

test('the log density is correct at 50 standard deviations, where the density underflows', () => {
  const unit = equalModes([[0]], 1);
  expect(unit.logDensity!(Float64Array.of(50))[0]).toBeCloseTo(-1250 - Math.log(2 * Math.PI) / 2, 9);
  expect(Math.exp(unit.logDensity!(Float64Array.of(50))[0])).toBe(0);
});

test('the centre of the ring of 8 with radius 2 and std .02 has log density -4994', () => {
  const angles = Array.from({ length: 8 }, (_, i) => (i * Math.PI) / 4);
  const ring = equalModes(
    angles.map((a) => [2 * Math.cos(a), 2 * Math.sin(a)]),
    0.02,
  );
  // -r^2 / (2 std^2) - log(2 pi std^2): all eight modes are equally far
  expect(ring.logDensity!(Float64Array.of(0, 0))[0]).toBeCloseTo(-5000 - Math.log(2 * Math.PI * 0.0004), 8);
});

test('each mode has its share of the samples, its mean and its spread, within five standard errors', () => {
  const n = 40_000;
  const sample = new Float64Array(2 * n);
  lopsided.sample(sample, stream({ seed: 7, purpose: 'test', step: 0 }));
  for (const { mean, std, weight } of lopsided.modes!) {
    // The modes are 7 apart and at most 0.5 wide: the sign of x tells them apart.
    const rows = Array.from({ length: n }, (_, i) => [sample[2 * i], sample[2 * i + 1]]).filter(
      ([x]) => Math.sign(x) === Math.sign(mean[0]),
    );
    expect(Math.abs(rows.length / n - weight)).toBeLessThan(5 * Math.sqrt((weight * (1 - weight)) / n));
    for (const i of [0, 1]) {
      const average = rows.reduce((sum, row) => sum + row[i], 0) / rows.length;
      const variance = rows.reduce((sum, row) => sum + (row[i] - mean[i]) ** 2, 0) / rows.length;
      expect(Math.abs(average - mean[i])).toBeLessThan((5 * std[i]) / Math.sqrt(rows.length));
      expect(Math.abs(variance / std[i] ** 2 - 1)).toBeLessThan(5 * Math.sqrt(2 / rows.length));
    }
  }
});

test('bounds reach 6.5 standard deviations from the outermost modes, the scale is the narrowest one', () => {
  expect(lopsided.bounds[0].low).toBeCloseTo(-3 - 6.5 * 0.5, 12);
  expect(lopsided.bounds[0].high).toBeCloseTo(4 + 6.5 * 0.1, 12);
  expect(lopsided.bounds[1].low).toBeCloseTo(1 - 6.5 * 2, 12);
  expect(lopsided.scale).toBe(0.1);
});

test.each([[1], [1, 1, 1], [1, 5, 0.1, 3], [1e-12, 1, 1, 1e-12]])(
  'a sample is the first mode whose cumulative weight exceeds its uniform number: weights %j',
  (...weights) => {
    const modes = weights.map((weight, k) => ({ mean: [10 * k], std: [1e-9], weight }));
    const n = 500;
    const [sample, normals, uniforms] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
    const draws = () => stream({ seed: 3, purpose: 'test', step: 1 });
    gaussianMixture(modes).sample(sample, draws());
    const same = draws();
    same.fillNormal(normals);
    same.fillUniform(uniforms);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const expected = Array.from(uniforms, (u) => {
      let reached = 0;
      return weights.findIndex((weight, k) => {
        reached += weight / total;
        return u < reached || k === weights.length - 1;
      });
    });
    expect(Array.from(sample, (x, i) => Math.round((x - 1e-9 * normals[i]) / 10))).toEqual(expected);
    expect(new Set(expected).size).toBe(weights.filter((weight) => weight > 1e-6).length);
  },
);
