import { expect, test } from 'vitest';
import { stream } from '../random/random.js';
import { leastTransport } from './least-transport.js';
import { sampleCost } from './line-transport.js';

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
  expect(leastTransport(cost, 50, 50).cost).toBeCloseTo(sampleCost(x, y, 2), 12);
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

/** Rows (frac(i sqrt a), frac(i sqrt b)) of the unit square, scaled and shifted. */
function sequence(n: number, [a, b]: readonly number[], scale = 1, [dx, dy]: readonly number[] = [0, 0]): number[][] {
  return Array.from({ length: n }, (_, i) => [
    ((((i + 1) * Math.sqrt(a)) % 1) + dx) * scale,
    ((((i + 1) * Math.sqrt(b)) % 1) + dy) * scale,
  ]);
}

function costs(x: readonly number[][], y: readonly number[][], order: number): Float64Array {
  return Float64Array.from(x.flatMap(([a, b]) => y.map(([c, d]) => Math.hypot(a - c, b - d) ** order)));
}

// scipy 1.17.1, linear_sum_assignment: 300 x 300; 40 x 27 as 1080 x 1080, each row repeated 27 times, each column 40.
test.each([
  { shift: [0, 0], scale: 1, order: 1, equal: 0.07160357427896012, unequal: 0.10771045189901896 },
  { shift: [0, 0], scale: 1, order: 2, equal: 0.006996190823561571, unequal: 0.014320866108484528 },
  { shift: [1000, -300], scale: 1, order: 1, equal: 1044.0333761372503, unequal: 1044.0251647172072 },
  { shift: [1000, -300], scale: 1, order: 2, equal: 1090005.6971503296, unequal: 1089988.5570351996 },
  { shift: [0, 0], scale: 1e-3, order: 1, equal: 0.7720880507763735, unequal: 0.7739888332342059 },
  { shift: [0, 0], scale: 1e-3, order: 2, equal: 0.6683278143276125, unequal: 0.6686211370670144 },
])('near, far and collapsed: order $order, shift $shift, scale $scale', ({ shift, scale, order, equal, unequal }) => {
  const between = (n: number, m: number) => costs(sequence(n, [2, 3], scale), sequence(m, [5, 7], 1, shift), order);
  const near = (value: number, expected: number) => expect(Math.abs(value / expected - 1)).toBeLessThan(1e-12);
  near(leastTransport(between(300, 300), 300, 300).cost, equal);
  near(leastTransport(between(40, 27), 40, 27).cost, unequal);
});

test('among many equal points the potentials certify it too', () => {
  const grid = (n: number, step: number) => Array.from({ length: n }, (_, i) => [(i * step) % 4, (i * step) % 3]);
  for (const [n, m] of [
    [300, 300],
    [300, 299],
    [150, 1],
    [1, 150],
  ]) {
    const cost = costs(grid(n, 5), grid(m, 7), 2);
    const { rows, columns, cost: least } = leastTransport(cost, n, m);
    const slack = cost.reduce(
      (most, value, at) => Math.min(most, value - rows[Math.floor(at / m)] - columns[at % m]),
      0,
    );
    expect(slack).toBeGreaterThan(-1e-12);
    expect(mean(rows) + mean(columns)).toBeCloseTo(least, 11);
  }
});

test('a cost that is not finite is refused', () => {
  expect(() => leastTransport(Float64Array.of(0, Infinity, 1, 2), 2, 2)).toThrow('a cost of size Infinity');
  expect(() => leastTransport(Float64Array.of(0, Number.NaN, 1, 2), 2, 2)).toThrow('a cost of size NaN');
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
