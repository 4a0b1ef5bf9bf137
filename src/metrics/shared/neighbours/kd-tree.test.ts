import { expect, test } from 'vitest';
import { stream } from '../../../core/math/random.js';
import { kdTree } from './kd-tree.js';

test.each([1, 2, 3, 10])('finds the nearest points that a full search finds, in %d dimensions', (dim) => {
  const random = stream({ seed: 2, purpose: 'points', step: 0 });
  const points = new Float64Array(700 * dim);
  random.fillNormal(points);
  points.copyWithin(0, dim, 5 * dim); // some points twice
  const queries = new Float64Array(60 * dim);
  random.fillNormal(queries);
  const tree = kdTree(points, dim);
  const found = new Float64Array(7);
  for (let row = 0; row < 60; row++) {
    const distances = Array.from({ length: 700 }, (_, i) =>
      Math.hypot(...Array.from({ length: dim }, (_, k) => points[i * dim + k] - queries[row * dim + k])),
    ).sort((a, b) => a - b);
    tree.nearest(queries, row, found);
    found.forEach((distance, i) => {
      expect(distance).toBeCloseTo(distances[i], 12);
    });
  }
});

test('a point is its own nearest, and missing neighbours are infinitely far', () => {
  const tree = kdTree(Float64Array.of(0, 0, 3, 4), 2);
  const found = new Float64Array(3);
  tree.nearest(Float64Array.of(9, 9, 0, 0), 1, found);
  expect([...found]).toEqual([0, 5, Infinity]);
});
