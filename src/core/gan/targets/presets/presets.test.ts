/** The numbers of each preset, as its source has them. */
import { expect, test } from 'vitest';
import { optionsOf } from '../../../../../test/support/members.js';
import { stream } from '../../../math/random/random.js';
import { families } from '../../families.js';
import type { Distribution } from '../_target.js';

const { targets } = families;

const create = (name: string): Distribution => {
  const target = targets.get(name)!;
  return target.create(optionsOf(target));
};
type Sampler = Pick<Distribution, 'sample'>;
const draw = (distribution: Distribution, { rows = 1000, step = 0, from = distribution as Sampler } = {}) => {
  const out = new Float64Array(rows * distribution.dim);
  from.sample(out, stream({ seed: 1, purpose: 'test', step }));
  return Array.from({ length: rows }, (_, row) => [
    ...out.subarray(row * distribution.dim, (row + 1) * distribution.dim),
  ]);
};

test.each([
  { name: 'ring-pacgan', modes: 8, radius: 1, std: 0.01, points: 100_000 },
  { name: 'ring-unrolled', modes: 8, radius: 2, std: 0.02, points: undefined },
  { name: 'ring-unrolled-demo', modes: 7, radius: 1, std: 0.01, points: undefined },
  { name: 'ring-self-conditioned', modes: 8, radius: 2, std: 0.01, points: 100_000 },
  { name: 'ring-wgan-gp', modes: 8, radius: 1.41443, std: 0.014144, points: undefined },
  { name: 'ring-numerics', modes: 8, radius: 1, std: 0.01, points: undefined },
  { name: 'pentagon-rs-gan', modes: 5, radius: 1, std: 0.0447, points: 10_000 },
])('$name has $modes modes at radius $radius with std $std', ({ name, modes, radius, std, points }) => {
  const distribution = create(name);
  expect(distribution.modes!.length).toBe(modes);
  expect(distribution.training?.points).toBe(points);
  for (const mode of distribution.modes!) {
    expect(Math.hypot(...mode.mean)).toBeCloseTo(radius, 5);
    expect(mode.std[0]).toBeCloseTo(std, 4);
    expect(mode.std[1]).toBe(mode.std[0]);
  }
});

test.each([
  { name: 'grid-pacgan', modes: 25, corner: 4, spacing: 2, std: 0.05, points: 100_000 },
  { name: 'grid-wgan-gp', modes: 25, corner: 1.41443, spacing: 0.70721, std: 0.01768, points: 100_000 },
  { name: 'grid-sga', modes: 16, corner: 1.5, spacing: 1, std: 0.02, points: undefined },
])('$name has $modes modes, $spacing apart, out to $corner', ({ name, modes, corner, spacing, std, points }) => {
  const distribution = create(name);
  expect(distribution.training?.points).toBe(points);
  const xs = [...new Set(distribution.modes!.map(({ mean }) => mean[0]))].sort((a, b) => a - b);
  expect(distribution.modes!.length).toBe(modes);
  expect(xs[0]).toBeCloseTo(-corner, 5);
  expect(xs[1] - xs[0]).toBeCloseTo(spacing, 5);
  for (const mode of distribution.modes!) expect(mode.std[0]).toBeCloseTo(std, 6);
});

test('the unrolled demonstration gives (0, 1) twice the weight of any other mode', () => {
  const { modes } = create('ring-unrolled-demo');
  expect(modes![0].mean).toEqual([0, 1]);
  expect(modes![0].weight).toBeCloseTo(2 / 8, 12);
  expect(modes![3].weight).toBeCloseTo(1 / 8, 12);
});

test.each(['ring-numerics', 'grid-sga'])('%s takes row k of a batch from mode k', (name) => {
  const distribution = create(name);
  const modes = distribution.modes!;
  expect(distribution.training!.strata).toBe(modes.length);
  for (const [row, [x, y]] of draw(distribution, { rows: 40, from: distribution.training }).entries()) {
    const { mean, std } = modes[row % modes.length];
    expect(Math.hypot(x - mean[0], y - mean[1])).toBeLessThan(6 * std[0]);
  }
});

test('a fixed set is the same for every stream, and no larger than it says; what measures is drawn afresh', () => {
  const distribution = create('clusters-rs-gan');
  const from = distribution.training;
  const seen = (step: number) =>
    [...new Set(draw(distribution, { rows: 3000, step, from }).flat())].sort((a, b) => a - b);
  expect(new Set(draw(distribution).flat()).size).toBe(1000);
  expect(seen(0).length).toBe(100);
  expect(seen(1)).toEqual(seen(0));
  expect(seen(0).filter((x) => x <= 0.3).length).toBe(50);
  expect(seen(0)[99]).toBeLessThanOrEqual(4.3);
});

test("PacGAN's 1200-dimensional modes are noisy in 700 coordinates and exact in 500", () => {
  const distribution = create('mixture-pacgan');
  expect(distribution.logDensity).toBeUndefined();
  const places = distribution.modes!.map(({ mean }) => mean[0]);
  expect(places).toEqual([-1, -0.5, 0, 0.5, -2, -2.5, 10, 0.25, -13, -5.5]);
  for (const row of draw(distribution, { rows: 20 })) {
    expect(places).toContain(row[1199]);
    const noise = row.slice(0, 700).map((x) => x - row[1199]);
    const mean = noise.reduce((sum, x) => sum + x, 0) / 700;
    const variance = noise.reduce((sum, x) => sum + x * x, 0) / 700;
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(700));
    expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(2 / 700));
    expect(row.slice(700).every((x) => x === row[1199])).toBe(true);
  }
});

test("GAN Lab's line runs from (.8, .6) to (.05, .9)", () => {
  const sample = draw(create('line-ganlab'));
  const mean = [0, 1].map((i) => sample.reduce((sum, row) => sum + row[i], 0) / sample.length);
  // The middle of the line; a uniform's standard error along it.
  expect(Math.abs(mean[0] - 0.425)).toBeLessThan((5 * 0.75) / Math.sqrt(12 * 1000));
  expect(Math.abs(mean[1] - 0.75)).toBeLessThan((5 * 0.3) / Math.sqrt(12 * 1000));
  for (const [x, y] of sample) expect(Math.abs(y - (0.6 + 0.4 * (0.8 - x)))).toBeLessThan(0.06);
});

test.each([
  {
    name: 'disjoint-ganlab',
    modes: [
      { mean: [0.35, 0.75], std: [0.025, 0.025] },
      { mean: [0.75, 0.6], std: [0.025, 0.025] },
      { mean: [0.45, 0.35], std: [0.025, 0.025] },
    ],
  },
  {
    name: 'gaussians-ganlab',
    modes: [
      { mean: [0.3, 0.7], std: [0.1, 0.1] },
      { mean: [0.7, 0.4], std: [0.05, 0.2] },
    ],
  },
  { name: 'gaussian-sga', modes: [{ mean: new Array(75).fill(0), std: new Array(75).fill(1) }] },
  {
    name: 'mixture-landscape',
    points: 10_000,
    modes: [
      { mean: [-2], std: [1] },
      { mean: [2], std: [1] },
    ],
  },
])('$name is its Gaussians, in equal parts', ({ name, modes, points }) => {
  const distribution = create(name);
  expect(distribution.training?.points).toBe(points);
  expect(distribution.modes).toEqual(modes.map((mode) => ({ ...mode, weight: 1 / modes.length })));
  const at = modes[0].mean.map((x, i) => x + 0.3 * modes[0].std[i]);
  const density = ({ mean, std }: (typeof modes)[0]) =>
    mean.reduce(
      (product, m, i) => (product * Math.exp(-(((at[i] - m) / std[i]) ** 2) / 2)) / (std[i] * Math.sqrt(2 * Math.PI)),
      1 / modes.length,
    );
  const expected = Math.log(modes.reduce((sum, mode) => sum + density(mode), 0));
  expect(distribution.logDensity!(Float64Array.from(at))[0]).toBeCloseTo(expected, 10);
});

// First and second moments of the curves that their docs write down, integrated by hand.
const ROLL = { mean: [2 / 7.5, 2 / (3 * Math.PI) / 7.5], square: (9.75 * Math.PI ** 2 + 2 * 0.25 ** 2) / 7.5 ** 2 };
test.each([
  { name: 'two-moons', mean: [0.5, 0.25], square: (1 + (1 + 1 + 0.25 - (2 * 1) / Math.PI)) / 2 + 2 * 0.1 ** 2 },
  { name: 'swiss-roll', ...ROLL },
  { name: 'swiss-roll-wgan-gp', ...ROLL },
  { name: 'spiral', mean: [0, -2 / (4 * Math.PI)], square: 2 ** 2 / 3 + 2 * 0.05 ** 2 },
  {
    name: 'ring-ganlab',
    mean: [0.5, 0.45],
    square: 0.5 ** 2 + 0.45 ** 2 + (0.3 ** 2 + 0.25 ** 2) / 2 + 2 * 0.025 ** 2,
  },
  { name: 'laplace', mean: [0], square: 2 },
])('$name has mean $mean and mean square $square', ({ name, mean, square }) => {
  const sample = draw(create(name), { rows: 20_000 });
  const within5 = (values: number[], expected: number) => {
    const average = values.reduce((sum, x) => sum + x, 0) / values.length;
    const variance = values.reduce((sum, x) => sum + (x - average) ** 2, 0) / values.length;
    expect(Math.abs(average - expected)).toBeLessThan(5 * Math.sqrt(variance / values.length));
  };
  for (const [i, expected] of mean.entries())
    within5(
      sample.map((row) => row[i]),
      expected,
    );
  within5(
    sample.map((row) => row.reduce((sum, x) => sum + x * x, 0)),
    square,
  );
});
