import { describe, expect, it } from 'vitest';
import { LEVEL } from './level.js';
import { fewestModes, jsWithoutMode, largestModeKl, modeKlWithoutLightest } from './reference.js';

const withWeights = (weights: readonly number[]) => ({ weights, shares: weights });
const equal = (modes: number) => withWeights(Array<number>(modes).fill(1 / modes));

/** P(n balls leave so many of K boxes occupied), box by box: the classical occupancy law. */
function occupied(boxes: number, n: number): number[] {
  let law = [1, ...Array<number>(boxes).fill(0)];
  for (let ball = 0; ball < n; ball++)
    law = law.map((share, m) => (share * m) / boxes + (m > 0 ? (law[m - 1] * (boxes - m + 1)) / boxes : 0));
  return law;
}

describe('the number of modes that the data covers', () => {
  it.each([
    [2, 4],
    [8, 10],
    [8, 20],
    [25, 60],
    [25, 100],
    [25, 400],
  ])('with %d equal modes and %d samples is that of the occupancy law', (modes, n) => {
    const fewest = fewestModes(equal(modes), { n, atLeast: 1 });
    const below = (count: number) => occupied(modes, n).reduce((sum, share, m) => (m < count ? sum + share : sum), 0);
    expect(below(fewest)).toBeLessThanOrEqual(1.2 * LEVEL); // modes are taken to be independent, which they nearly are
    expect(below(fewest + 3)).toBeGreaterThan(LEVEL); // and not much fewer than need be
  });

  it('is all of them for many samples, and none for no samples', () => {
    expect(fewestModes(equal(25), { n: 2500, atLeast: 20 })).toBe(25);
    expect(fewestModes(equal(8), { n: 0, atLeast: 1 })).toBe(0);
    expect(fewestModes(equal(8), { n: 10, atLeast: 20 })).toBe(0);
  });

  it('is less where a mode is rare', () => {
    const rare = withWeights([0.999, 0.001]);
    expect(fewestModes(rare, { n: 100, atLeast: 1 })).toBe(1);
    expect(fewestModes(rare, { n: 10_000, atLeast: 1 })).toBe(2);
  });
});

it('the quantiles of mode-kl are those of chi-squared: 27.692 (7 degrees) and 55.722 (24)', () => {
  const expectAbove = (value: number, quantile: number) => {
    expect(value).toBeGreaterThan(quantile * (1 - 1e-6));
    expect(value).toBeLessThan(1.02 * quantile);
  };
  // scipy.stats.chi2.isf(2.5e-4, [7, 24]). So far out Wilson and Hilferty's quantiles are up to 2 % above.
  expectAbove(largestModeKl(equal(8), 2500) * 5000, 27.6921);
  expectAbove(largestModeKl(equal(25), 1000) * 2000, 55.722);
  // Four samples a mode: 1.2 times as much.
  expectAbove(largestModeKl(equal(25), 100) * 200, 1.2 * 55.722);
  expect(largestModeKl(equal(8), 0)).toBe(Infinity);
});

it('where modes overlap, the quantile of mode-kl is that of the shares of the data itself', () => {
  // The 1 - 1/4000 quantiles of sum c log(c / w), c the shares of n multinomial draws, by numpy from 2e6 draws.
  const overlapping = (weights: readonly number[], { n, shares }: { n: number; shares: readonly number[] }) =>
    largestModeKl({ weights, shares }, n);
  const two = overlapping([0.5, 0.5], { n: 1000, shares: [0.6, 0.4] }) / 0.04821;
  const three = overlapping([0.5, 0.3, 0.2], { n: 500, shares: [0.7, 0.2, 0.1] }) / 0.15792;
  for (const ratio of [two, three]) {
    expect(ratio).toBeGreaterThan(1);
    expect(ratio).toBeLessThan(1.15); // both noises are added
  }
});

it('mode-kl without one of K modes is log(K / (K - 1)), for unequal ones without the lightest', () => {
  expect(modeKlWithoutLightest(equal(8))).toBeCloseTo(Math.log(8 / 7), 12);
  expect(modeKlWithoutLightest(withWeights([0.3, 0.7]))).toBeCloseTo(-Math.log(0.7), 12);
});

it('js without a mode is the sum over the shares', () => {
  const kl = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, share, i) => sum + (share > 0 ? share * Math.log(share / b[i]) : 0), 0);
  for (const weight of [0.01, 0.125, 0.25, 0.5, 0.9, 1]) {
    const [p, q] = [
      [weight, 1 - weight, 0],
      weight < 1 ? [0, 1, 0] : [0, 0, 1], // without its only mode q is elsewhere
    ];
    const m = p.map((share, i) => (share + q[i]) / 2);
    expect(jsWithoutMode(weight)).toBeCloseTo((kl(p, m) + kl(q, m)) / 2, 12);
  }
  expect(jsWithoutMode(0)).toBe(0);
});
