import { describe, expect, it } from 'vitest';
import { gaussian } from '../../core/gan/targets/gaussian.js';
import { uniform } from '../../core/gan/targets/uniform.js';
import { contours } from './contours.js';
import { packCoordinates, unpackCoordinates } from './packed-coordinates.js';
import { dotsPath, linePath, strokesPath } from './svg-paths.js';
import { domainOf, linearScale, logScale } from './scale.js';

describe('packed places', () => {
  it('come back to 1/128 of a unit, and nowhere outside the drawing', () => {
    const back = unpackCoordinates(packCoordinates([0, 123.4567, 1000, -0.1, 1000.1, NaN, Infinity]));
    expect(back[1]).toBeCloseTo(123.4567, 2);
    expect([back[0], back[2]]).toEqual([0, 1000]);
    expect(back.slice(3)).toEqual([NaN, NaN, NaN, NaN]);
  });

  it('become dots, lines with gaps, and arrows', () => {
    expect(dotsPath(packCoordinates([1, 2, NaN, 5, 3, 4]))).toBe('M1 2h0M3 4h0');
    expect(linePath(packCoordinates([0, 10, 20, 30]), packCoordinates([1, NaN, 3, 4]))).toBe('M0 1M20 3L30 4');
    expect(strokesPath(packCoordinates([100, 200, 100, 50]))).toBe('M100 200L100 50');
    expect(strokesPath(packCoordinates([100, 200, 100, 50]), 10)).toBe('M100 200L100 50M95 60L100 50L105 60');
  });
});

describe('scales', () => {
  it('have ticks at round numbers inside the domain', () => {
    const { ticks, at } = linearScale({ domain: [-0.04, 0.75], range: [200, 0] });
    expect(ticks.map(({ says }) => says)).toEqual(['0', '0.2', '0.4', '0.6']);
    expect(at(0.75)).toBe(0);
  });

  it('count in powers of ten where they are logarithmic', () => {
    const { ticks, at } = logScale({ domain: [1e-4, 1], range: [0, 100] });
    expect(ticks.map(({ says }) => says)).toEqual(['10⁻⁴', '0.001', '0.01', '0.1', '1']);
    expect(at(0.01)).toBeCloseTo(50, 10);
  });

  it('are never empty, whatever there is to draw', () => {
    expect(domainOf([])).toEqual([0, 1]);
    expect(domainOf([NaN, Infinity])).toEqual([0, 1]);
    const [low, high] = domainOf([8, 8]);
    expect(low < 8 && high > 8).toBe(true);
  });
});

describe('contours', () => {
  it('of a Gaussian are the ellipses that hold the given shares of its mass', () => {
    const target = gaussian.create({ mean: [1, -2], std: [1, 0.5] });
    const found = contours(target, { x: [-7, 9], y: [-10, 6] }, [0.9, 0.5]);
    for (const { mass, outlines } of found) {
      expect(outlines).toHaveLength(1);
      const radius = Math.sqrt(-2 * Math.log(1 - mass));
      for (const [x, y] of outlines[0]) {
        const distance = Math.hypot(x - 1, (y + 2) / 0.5);
        // The grid is half as wide as the narrower standard deviation allows: the level is that of the nearest grid point.
        expect(Math.abs(distance - radius)).toBeLessThan(0.15);
      }
    }
  });

  it('of a bounded density follow its border', () => {
    const target = uniform.create({ low: [0, 0], high: [2, 2] });
    const [{ outlines }] = contours(target, { x: [-1, 3], y: [-1, 3] }, [0.99]);
    expect(outlines).toHaveLength(1);
    expect(Math.max(...outlines[0].map(([x]) => x))).toBeCloseTo(2, 1);
  });
});
