import { describe, expect, it } from 'vitest';
import { domainOf, linearScale, logScale } from './scale.js';

describe('scales', () => {
  it('have ticks at round numbers inside the domain', () => {
    const { ticks, at } = linearScale({ domain: [-0.04, 0.75], range: [200, 0] });
    expect(ticks.map(({ label }) => label)).toEqual(['0', '0.2', '0.4', '0.6']);
    expect(at(0.75)).toBe(0);
  });

  it('have ticks at powers of ten if they are logarithmic', () => {
    const { ticks, at } = logScale({ domain: [1e-4, 1], range: [0, 100] });
    expect(ticks.map(({ label }) => label)).toEqual(['10⁻⁴', '0.001', '0.01', '0.1', '1']);
    expect(at(0.01)).toBeCloseTo(50, 10);
  });

  it('are never empty, even without data', () => {
    expect(domainOf([])).toEqual([0, 1]);
    expect(domainOf([NaN, Infinity])).toEqual([0, 1]);
    const [low, high] = domainOf([8, 8]);
    expect(low < 8 && high > 8).toBe(true);
  });
});
