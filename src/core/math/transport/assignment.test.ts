import { expect, test } from 'vitest';
import { stream } from '../random/random.js';
import { leastTransport } from './assignment.js';
import { sortedCost } from './line-transport.js';

const random = (trial: number) => stream({ seed: 4, purpose: 'costs', step: trial });

test('finds the least of all permutations', () => {
  for (let trial = 0; trial < 40; trial++) {
    const n = 1 + (trial % 6);
    const cost = uniform(n * n, trial);
    expect(leastTransport(cost, n, n).cost).toBeCloseTo(leastOfAll(cost, n, [], 0) / n, 12);
  }
});

test('with different counts it is the assignment of points repeated to their common multiple', () => {
  for (const [n, m] of [
    [2, 3],
    [4, 6],
    [5, 1],
    [1, 5],
    [6, 4],
    [7, 5],
  ]) {
    const cost = uniform(n * m, 10 * n + m);
    const all = n * m;
    const repeated = Float64Array.from({ length: all * all }, (_, at) => {
      const [row, column] = [Math.floor(at / all), at % all];
      return cost[Math.floor(row / m) * m + Math.floor(column / n)];
    });
    expect(leastTransport(cost, n, m).cost).toBeCloseTo(leastTransport(repeated, all, all).cost, 12);
  }
});

test('on a line it is the monotone coupling', () => {
  const [x, y] = [uniform(50, 1), uniform(50, 2)];
  const cost = Float64Array.from({ length: 2500 }, (_, at) => (x[Math.floor(at / 50)] - y[at % 50]) ** 2);
  expect(leastTransport(cost, 50, 50).cost).toBeCloseTo(sortedCost(x, y, 2), 12);
});

test('its potentials certify it: nowhere above the cost, and their means add up to it', () => {
  for (const [n, m] of [
    [30, 30],
    [30, 21],
    [8, 40],
  ]) {
    const cost = uniform(n * m, n + m);
    const { rows, columns, cost: least } = leastTransport(cost, n, m);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < m; j++) expect(rows[i] + columns[j]).toBeLessThanOrEqual(cost[i * m + j] + 1e-12);
    expect(mean(rows) + mean(columns)).toBeCloseTo(least, 12);
  }
});

test('equal points cost nothing, also where all are equal', () => {
  expect(leastTransport(new Float64Array(12), 3, 4).cost).toBe(0);
  expect(leastTransport(Float64Array.of(0, 1, 1, 0), 2, 2).cost).toBe(0);
});

function uniform(n: number, trial: number): Float64Array {
  const stream = random(trial);
  return Float64Array.from({ length: n }, () => stream.uniform() - 0.3);
}

const mean = (x: Float64Array) => x.reduce((sum, value) => sum + value, 0) / x.length;

function leastOfAll(cost: Float64Array, n: number, taken: readonly number[], spent: number): number {
  if (taken.length === n) return spent;
  return Math.min(
    ...Array.from({ length: n }, (_, column) =>
      taken.includes(column)
        ? Infinity
        : leastOfAll(cost, n, [...taken, column], spent + cost[taken.length * n + column]),
    ),
  );
}
