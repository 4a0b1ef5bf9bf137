import { describe, expect, test } from 'vitest';
import {
  gaussianTable,
  meanOptimal,
  optimalScore,
  shiftedBy,
  unitGaussian as target,
} from '../../../test/support/gaussians.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { meanProbabilityFake } from './mean-probability-fake.js';
import { meanProbabilityReal } from './mean-probability-real.js';

describe.each([
  {
    metric: meanProbabilityFake,
    atOptimum: (row: number) => meanOptimal[row],
    // With G = 2 only D at 2 counts.
    D: ([x]: readonly number[]) => (x === 2 ? -Math.log(4) : 9),
    ofConstant: 0.2,
  },
  {
    metric: meanProbabilityReal,
    atOptimum: (row: number) => 1 - meanOptimal[row],
    // Of G's output nothing counts.
    D: ([x]: readonly number[]) => (x === 2 ? -99 : Math.log(4)),
    ofConstant: 0.8,
  },
])('$metric.name', ({ metric, atOptimum, D, ofConstant }) => {
  test('is 1/2 at q = p and D*', async () => {
    expect(await numberOf(metric, { target, G: shiftedBy(0), D: () => 0 })).toBeCloseTo(0.5, 12);
  });

  test.each([...gaussianTable.entries()])('at D* is E_q[D*], or 1 less that: row %d', async (row, { d }) => {
    const measured = await numberOf(metric, { target, G: shiftedBy(d), D: optimalScore(d) });
    expect(measured).toBeCloseTo(atOptimum(row), 6);
  });

  test('is a mean over its own samples alone, also with a constant generator', async () => {
    expect(await numberOf(metric, { target, G: () => [2], D })).toBeCloseTo(ofConstant, 9);
  });

  test('is absent where a score is not a number', async () => {
    expect(await compute(metric, { target, G: shiftedBy(1), D: () => Number.NaN })).toHaveProperty('absent');
  });
});
