import { describe, expect, it } from 'vitest';
import { risingTrend } from './kendall.js';

describe("Mann's test of trend", () => {
  it('counts the pairs that rise and those that fall', () => {
    expect(risingTrend([1, 3, 2]).s).toBe(1);
    expect(risingTrend([4, 3, 2, 1]).s).toBe(-6);
    expect(risingTrend([1, 1, 2]).s).toBe(2); // a tie counts for neither
  });

  it('is exact for few readings: 1 of n! orders rises throughout', () => {
    expect(risingTrend([1, 2, 3, 4]).p).toBeCloseTo(1 / 24, 12);
    expect(risingTrend([1, 2, 3, 4, 5, 6]).p).toBeCloseTo(1 / 720, 12);
    expect(risingTrend([4, 3, 2, 1]).p).toBeCloseTo(1, 12);
    // Kendall's table (Rank Correlation Methods, appendix 1): n = 5, S >= 6: .117; n = 8, S >= 16: .031.
    expect(risingTrend([1, 3, 2, 5, 4]).s).toBe(6);
    expect(risingTrend([1, 3, 2, 5, 4]).p).toBeCloseTo(14 / 120, 12);
    const eight = [2, 1, 3, 4, 6, 5, 8, 7]; // 3 inversions: S = 22
    expect(risingTrend(eight).s).toBe(22);
    expect(risingTrend(eight).p).toBeCloseTo((1 + 7 + 27 + 76) / 40_320, 12); // permutations of 8 with 0 to 3 inversions
  });

  it('is approximately normal for many', () => {
    const values = Array.from({ length: 41 }, (_, i) => i + 15 * Math.sin(7 * i));
    const { s, p } = risingTrend(values);
    expect(p).toBeCloseTo(risingTrend(values.slice(0, 40)).p, 2);
    expect(s).toBeGreaterThan(0);
  });

  it('says nothing of fewer than two', () => {
    expect(risingTrend([])).toEqual({ s: 0, p: 1 });
    expect(risingTrend([3])).toEqual({ s: 0, p: 1 });
  });
});
