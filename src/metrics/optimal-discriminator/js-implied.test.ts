import { expect, test } from 'vitest';
import { gaussianTable, optimalScore, shiftedBy, unitGaussian as target } from '../../../test/support/gaussians.js';
import { compute, numberOf } from '../../../test/support/snapshots.js';
import { wasserstein } from '../../core/gan/losses/wasserstein.js';
import { jsImplied } from './js-implied.js';

test.each(gaussianTable)('at D* it is js: $js for Gaussians $d apart', async ({ d, js }) => {
  expect(await numberOf(jsImplied, { target, G: shiftedBy(d), D: optimalScore(d) })).toBeCloseTo(js, 8);
});

test('a constant D = 1/2 implies 0, a wrong D less', async () => {
  expect(await numberOf(jsImplied, { target, G: shiftedBy(4), D: () => 0 })).toBeCloseTo(0, 12);
  const wrong = ([x]: readonly number[]) => -optimalScore(4)([x]);
  expect(await numberOf(jsImplied, { target, G: shiftedBy(4), D: wrong })).toBeLessThan(-3);
});

test('it is absent where the score is not a probability', async () => {
  expect(await compute(jsImplied, { target, G: shiftedBy(1), loss: wasserstein })).toHaveProperty('absent');
});
