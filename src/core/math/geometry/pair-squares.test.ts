import { describe, expect, it, test } from 'vitest';
import { stream } from '../random/random.js';
import { squaredDistance } from './distances.js';
import {
  computedSquares,
  firstPairs,
  keptSquares,
  lookedUpSquares,
  meanDistance,
  medianSquare,
  type PairSquares,
  pairMean,
  squareTable,
} from './pair-squares.js';

function normal(rows: number, dim: number, step: number): Float64Array {
  const x = new Float64Array(rows * dim);
  stream({ seed: 3, purpose: 'pairs', step }).fillNormal(x);
  return x;
}

const rowsAt = (x: Float64Array, rows: Uint32Array, dim: number) =>
  Float64Array.from([...rows].flatMap((row) => [...x.subarray(row * dim, (row + 1) * dim)]));

/** Every row from every column on, row by row and backwards, is the sum over the coordinates in their order. */
function expectSquares(pairs: PairSquares, a: Float64Array, b: Float64Array, dim: number): void {
  const [rows, columns] = [a.length / dim, b.length / dim];
  expect([pairs.rows, pairs.columns]).toEqual([rows, columns]);
  for (const row of [...Array(rows).keys(), ...Array(rows).keys()].reverse())
    for (const from of [0, 1, row, row + 1, columns].filter((column) => column <= columns)) {
      const expected = Array.from({ length: columns - from }, (_, j) => squaredDistance(a, row, b, from + j, dim));
      expect([...pairs.ofRow(row, from)]).toEqual(expected);
    }
}

describe.each([1, 2, 3, 5, 17])('squares of distances in %d dimensions', (dim) => {
  const [a, b] = [normal(7, dim, 0), normal(10, dim, 1)];

  it.each([
    ['computed', computedSquares],
    ['kept', keptSquares],
  ])('%s, are those of each pair to the bit', (_, make) => {
    expectSquares(make({ a, b, dim }), a, b, dim);
    expectSquares(make({ a, dim }), a, a, dim);
    expectSquares(firstPairs(make({ a, b, dim }), 3, 4), a.subarray(0, 3 * dim), b.subarray(0, 4 * dim), dim);
    expectSquares(firstPairs(make({ a, dim }), 3, 3), a.subarray(0, 3 * dim), a.subarray(0, 3 * dim), dim);
  });

  it('looked up, are those of the rows with these numbers', () => {
    const [left, right] = [Uint32Array.of(9, 0, 4), Uint32Array.of(1, 2, 3, 8)];
    const table = squareTable(b, dim);
    expectSquares(lookedUpSquares(table, { a: left, b: right }), rowsAt(b, left, dim), rowsAt(b, right, dim), dim);
    expectSquares(lookedUpSquares(table, { a: left }), rowsAt(b, left, dim), rowsAt(b, left, dim), dim);
  });
});

test('means over pairs: of different rows within a set, of all pairs between two', () => {
  const corners = Float64Array.of(0, 0, 3, 0, 3, 4); // distances 3, 4 and 5
  const sum = (squares: Float64Array) => squares.reduce((total, value) => total + value, 0);
  expect(pairMean(computedSquares({ a: corners, dim: 2 }), sum)).toBe((9 + 16 + 25) / 3);
  expect(meanDistance(computedSquares({ a: corners, dim: 2 }))).toBe(4);
  expect(meanDistance(computedSquares({ a: corners, b: Float64Array.of(0, 0), dim: 2 }))).toBe((0 + 3 + 5) / 3);
  expect(meanDistance(computedSquares({ a: Float64Array.of(1), dim: 1 }))).toBeNaN();
});

test('the median square is the upper one of the pairs of different rows', () => {
  expect(medianSquare(computedSquares({ a: Float64Array.of(0, 0, 3, 0, 3, 4), dim: 2 }))).toBe(16);
  expect(medianSquare(computedSquares({ a: Float64Array.of(0, 1, 3, 3), dim: 1 }))).toBe(4); // 0 1 4 4 9 9
  expect(medianSquare(computedSquares({ a: Float64Array.of(5), dim: 1 }))).toBeNaN();
  const x = normal(60, 3, 2);
  const all: number[] = [];
  for (let i = 0; i < 60; i++) for (let j = 0; j < i; j++) all.push(squaredDistance(x, i, x, j, 3));
  expect(medianSquare(keptSquares({ a: x, dim: 3 }))).toBe(all.sort((p, q) => p - q)[all.length >> 1]);
});
