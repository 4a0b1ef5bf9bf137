import { describe, expect, it } from 'vitest';
import { evenIndices, thinCurve } from './thinning.js';

describe('thinning', () => {
  it('leaves a short curve unchanged', () => {
    expect(thinCurve([3, NaN, 1])).toEqual([0, 1, 2]);
  });

  it('keeps both ends and all extremes of a long curve in at most 500 points', () => {
    const y = Array.from({ length: 20_000 }, (_, i) => Math.sin(i / 900));
    y[12_345] = 50;
    y[777] = -40;
    const kept = thinCurve(y);
    expect(kept.length).toBeLessThanOrEqual(500);
    expect(kept).toEqual([...kept].sort((a, b) => a - b));
    for (const i of [0, 777, 12_345, 19_999]) expect(kept).toContain(i);
  });

  it('keeps a gap where a whole segment is absent, and not where a part is', () => {
    const y = Array.from({ length: 5000 }, (_, i) => (i >= 1000 && i < 2000 ? NaN : i % 7 === 3 ? NaN : i));
    const kept = thinCurve(y);
    const gaps = kept.filter((i) => Number.isNaN(y[i]));
    expect(gaps.length).toBeGreaterThan(10);
    expect(gaps.every((i) => i >= 1000 && i < 2000)).toBe(true);
  });

  it('spaces indices evenly, including the first and the last', () => {
    expect(evenIndices(4, 7)).toEqual([0, 1, 2, 3]);
    expect(evenIndices(101, 5)).toEqual([0, 25, 50, 75, 100]);
  });
});
