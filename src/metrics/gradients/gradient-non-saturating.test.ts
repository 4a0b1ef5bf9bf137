import { expect, test } from 'vitest';
import { gaussianTable } from '../../../test/support/gaussians.js';
import { gaussiansApart } from '../../../test/support/gradients.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { minimax } from '../../core/gan/losses/minimax.js';
import { gradientMinimax } from './gradient-minimax.js';
import { gradientNonSaturating } from './gradient-non-saturating.js';

test('the non-saturating gradient vanishes at q = p', async () => {
  expect(await numberOf(gradientNonSaturating, gaussiansApart(0))).toBeCloseTo(0, 12);
});

test.each(gaussianTable)('the non-saturating gradient is $nonSaturating for Gaussians $d apart', async (row) => {
  // Whatever loss G is trained with: here it is the minimax one.
  expect(await numberOf(gradientNonSaturating, gaussiansApart(row.d, minimax))).toBeCloseTo(row.nonSaturating, 5);
});

test('it is 28 times the minimax gradient at d = 4 and 20,000 times at d = 8', async () => {
  for (const [d, ratio] of [
    [4, 28.2],
    [8, 20362],
  ]) {
    const fake = gaussiansApart(d);
    const measured = (await numberOf(gradientNonSaturating, fake)) / (await numberOf(gradientMinimax, fake));
    expect(measured / ratio).toBeCloseTo(1, 2);
  }
});

test('it is absent where the gradient is not a number', async () => {
  const fake = { ...gaussiansApart(1), gradient: async () => Float64Array.of(Infinity, -Infinity, Number.NaN) };
  expect(await compute(gradientNonSaturating, fake)).toHaveProperty('absent');
});
