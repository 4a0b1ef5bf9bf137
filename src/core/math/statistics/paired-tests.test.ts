import { describe, expect, test } from 'vitest';
import golden from '../../../../test/golden/statistics.json' with { type: 'json' };
import { holm } from './holm.js';
import { signFlip } from './sign-flip.js';
import { signedRanks, wilcoxon } from './wilcoxon.js';

// Golden numbers: test/golden/statistics.py, scipy 1.17, by all patterns of signs.
const differences: Readonly<Record<string, readonly number[]>> = golden.differences;
describe('sign-flip test', () => {
  test.each(golden.signFlip as [string, number][])('of "%s": p = %d', (name, expected) => {
    expect(signFlip(differences[name])).toEqual({
      p: expected,
      pairs: differences[name].length,
      by: 'all patterns',
    });
  });

  test('of 20 pairs samples patterns, states so, and is near the exact p', () => {
    const twenty = Array.from({ length: 20 }, (_, i) => Math.sin(7 * i) + 0.2);
    const result = signFlip(twenty);
    expect(result.by).toEqual({ patterns: 20_000, seed: 1 });
    expect(result).toEqual(signFlip(twenty));
    const se = Math.sqrt((golden.twenty * (1 - golden.twenty)) / 20_000);
    expect(Math.abs(result.p - golden.twenty)).toBeLessThan(5 * se);
    expect(signFlip(twenty.map((difference) => difference + 9)).p).toBe(1 / 20_001); // never 0
  });

  test('of no pairs, or of equal ones, shows nothing', () => {
    expect(signFlip([]).p).toBe(1);
    expect(signFlip([0, 0, 0]).p).toBe(1);
    expect(() => signFlip([1, Infinity])).toThrow('differences must be finite, got Infinity');
  });
});

describe('Wilcoxon test', () => {
  test.each(golden.wilcoxon as [string, number][])('of "%s": p = %d', (name, expected) => {
    expect(wilcoxon(differences[name]).p).toBeCloseTo(expected, 14);
  });

  test('leaves zeros out and counts them', () => {
    expect(wilcoxon(differences['with zeros and equal sizes'])).toMatchObject({ pairs: 9, ties: 2, exact: true });
    expect(wilcoxon([0, 0])).toEqual({ p: 1, pairs: 0, ties: 2, positiveRanks: 0, exact: true });
  });

  test("of 300 pairs is the normal approximation, with scipy's ties and continuity", () => {
    const many = Array.from({ length: 300 }, (_, i) => Math.sin(7 * i) + 0.15);
    expect(wilcoxon(many)).toMatchObject({ exact: false });
    expect(wilcoxon(many).p).toBeCloseTo(golden.many, 12);
  });

  test('takes an infinite difference for the largest', () => {
    const finite = [0.1, 0.5, -0.2, 0.7, 0.3, 99];
    expect(wilcoxon([0.1, 0.5, -0.2, 0.7, 0.3, Infinity])).toEqual(wilcoxon(finite));
    expect(wilcoxon([1, Infinity, Infinity]).positiveRanks).toBe(6);
    expect(() => wilcoxon([1, Number.NaN])).toThrow('a difference is NaN');
  });

  test.each([
    [5, 0.0625],
    [6, 0.03125],
  ])('of %i pairs that all agree: p = %d, the least there is', (pairs, least) => {
    const agreeing = Array.from({ length: pairs }, (_, i) => i + 1);
    expect(wilcoxon(agreeing).p).toBe(least);
    expect(signFlip(agreeing).p).toBe(least);
  });
});

test("Holm's correction by hand: .005 x 4, .01 x 3, .03 x 2, and .04 x 1 raised to its forerunner", () => {
  const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
  [0.03, 0.06, 0.06, 0.02].forEach((expected, i) => {
    expect(adjusted[i]).toBeCloseTo(expected, 15);
  });
  expect(holm([0.7, 0.8])).toEqual([1, 1]);
  expect(holm([0.02])).toEqual([0.02]);
  expect(holm([])).toEqual([]);
});

test('flipping the signs of the signed ranks one by one is the exact Wilcoxon test, and of copies together no other', () => {
  const some = [0.3, -0.1, 0.7, 0, 0.3, 0.9, -0.2, 1.1];
  expect(signedRanks([0.2, -0.5, 0, 0.2])).toEqual([3, -6, 0, 3]); // doubled: equal sizes share ranks 1 and 2
  const { p } = wilcoxon(some);
  expect(signFlip(signedRanks(some)).p).toBeCloseTo(p, 14);
  const twice = signedRanks([...some, ...some]);
  expect(signFlip(some.map((_, i) => twice[i] + twice[i + some.length])).p).toBeCloseTo(p, 14);
  expect(wilcoxon([...some, ...some]).p).toBeLessThan(p);
});
