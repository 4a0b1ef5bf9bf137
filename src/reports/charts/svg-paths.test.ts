import { describe, expect, it } from 'vitest';
import { packCoordinates } from './packed-coordinates.js';
import { dotsPath, linePath, segmentsPath } from './svg-paths.js';

describe('SVG paths of packed coordinates', () => {
  it('dots outside are left out', () => {
    expect(dotsPath(packCoordinates([1, 2, NaN, 5, 3, 4]))).toBe('M1 2h0M3 4h0');
  });

  it('a line has a gap where a point is outside', () => {
    expect(linePath(packCoordinates([0, 10, 20, 30]), packCoordinates([1, NaN, 3, 4]))).toBe('M0 1M20 3L30 4');
  });

  it('segments may have arrow heads', () => {
    expect(segmentsPath(packCoordinates([100, 200, 100, 50]))).toBe('M100 200L100 50');
    expect(segmentsPath(packCoordinates([100, 200, 100, 50]), 10)).toBe('M100 200L100 50M95 60L100 50L105 60');
  });
});
