import { describe, expect, it } from 'vitest';
import { stream } from '../../core/math/random/random.js';
import { trendOf } from './trend.js';

const seriesOf = (values: readonly number[]) => {
  const points = values.map((value, i) => ({ step: 10 * i, value }));
  return { column: 'js', choice: { name: 'js' }, points, end: points.slice(-2) };
};

/** Correlated values around `level`: a stationary autoregression of order one. */
function wander({ count, correlation, level, spread, seed }: Record<string, number>): number[] {
  const random = stream({ seed, purpose: 'wander', step: count });
  const values = [random.normal()];
  while (values.length < count)
    values.push(correlation * values.at(-1)! + Math.sqrt(1 - correlation ** 2) * random.normal());
  return values.map((value) => level + spread * value);
}

describe('a trend', () => {
  it.each([
    [11, 0],
    [21, 0.8],
    [41, 0.9],
    [101, 0.95],
    [101, 0.98],
  ])('is seen in at most one of ten stationary runs: %d values, correlation %d', (count, correlation) => {
    const runs = 200;
    const seen = Array.from({ length: runs }, (_, seed) =>
      trendOf(seriesOf(wander({ count, correlation, level: 0.35, spread: 0.06, seed: seed + 1 }))),
    ).filter((trend) => !('absent' in trend) && trend.improves).length;
    expect(seen / runs).toBeLessThan(0.1);
  });

  it('is seen in a fall with the same noise', () => {
    const noise = wander({ count: 41, correlation: 0.9, level: 0, spread: 0.01, seed: 1 });
    const trend = trendOf(seriesOf(noise.map((value, i) => 0.6 - 0.01 * i + value)));
    expect(trend).toMatchObject({ improves: true });
  });
});
