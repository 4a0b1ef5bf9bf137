import { expect, test } from 'vitest';
import { stream } from '../random/random.js';
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
    const [squares, rows] = [new Float64Array(7), new Int32Array(7)];
    tree.nearestRows(queries, row, squares, rows);
    rows.forEach((at, i) => {
      const distance = Math.hypot(
        ...Array.from({ length: dim }, (_, k) => points[at * dim + k] - queries[row * dim + k]),
      );
      expect(squares[i]).toBeCloseTo(distance ** 2, 12);
      expect(distance).toBeCloseTo(distances[i], 12);
    });
    expect(new Set(rows).size).toBe(7);
    for (const radius of [found[2], found[6], 1]) {
      const within = distances.filter((distance) => distance <= radius + 1e-12);
      const { count, farthest } = tree.within(queries, row, radius);
      expect(count).toBe(within.length);
      expect(farthest).toBeCloseTo(within.at(-1) ?? 0, 12);
    }
  }
});

test('a point is its own nearest, and missing neighbours are infinitely far', () => {
  const tree = kdTree(Float64Array.of(0, 0, 3, 4), 2);
  const found = new Float64Array(3);
  tree.nearest(Float64Array.of(9, 9, 0, 0), 1, found);
  expect([...found]).toEqual([0, 5, Infinity]);
  const rows = new Int32Array(3);
  tree.nearestRows(Float64Array.of(0, 0), 0, found, rows);
  expect([[...found], [...rows]]).toEqual([
    [0, 25, Infinity],
    [0, 1, -1],
  ]);
});

test('an axis along which nothing differs is never split', () => {
  const points = new Float64Array(2 * 4000);
  stream({ seed: 3, purpose: 'points', step: 0 }).fillNormal(points);
  for (let row = 0; row < 4000; row++) points[2 * row] = 1;
  const rows = [...points.keys()].filter((at) => at % 2).map((at) => points[at]);
  const found = new Float64Array(2);
  kdTree(points, 2).nearest(points, 7, found);
  const gaps = rows.filter((_, row) => row !== 7).map((y) => Math.abs(y - rows[7]));
  expect([...found]).toEqual([0, Math.min(...gaps)]);
});
