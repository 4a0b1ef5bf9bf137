import { describe, expect, it } from 'vitest';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { uniformTarget } from '../../core/gan/targets/uniform.js';
import { contours } from './contours.js';

describe('contours', () => {
  it('of a Gaussian are the ellipses that contain the given shares of its mass', () => {
    const target = gaussianTarget.create({ mean: [1, -2], std: [1, 0.5] });
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

  it('of a bounded density follow its boundary', () => {
    const target = uniformTarget.create({ low: [0, 0], high: [2, 2] });
    const [{ outlines }] = contours(target, { x: [-1, 3], y: [-1, 3] }, [0.99]);
    expect(outlines).toHaveLength(1);
    expect(Math.max(...outlines[0].map(([x]) => x))).toBeCloseTo(2, 1);
  });
});
