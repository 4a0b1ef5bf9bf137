import { expect, test } from 'vitest';
import { stream } from '../random/random.js';
import { leastAssignment } from './assignment.js';

test('finds the least of all permutations', () => {
  const random = stream({ seed: 4, purpose: 'costs', step: 0 });
  for (let trial = 0; trial < 40; trial++) {
    const n = 1 + (trial % 6);
    const cost = Float64Array.from({ length: n * n }, () => random.uniform() - 0.3);
    expect(leastAssignment(cost, n)).toBeCloseTo(leastOfAll(cost, n, [], 0), 12);
  }
});

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
