import { expect, test } from 'vitest';
import { evaluate } from '../../../../test/support/programs.js';
import { withDeviation } from './_minibatch-deviation.js';

const features = async (values: readonly number[]) => {
  const { y } = await evaluate(({ h }) => ({ y: withDeviation(h) }), { h: { shape: [1, 3, 2], values } });
  return y;
};

test("every row gets the mean of the units' standard deviations over the batch", async () => {
  const y = await features([1, 10, 2, 10, 6, 40]);
  const deviation = (Math.sqrt((4 + 1 + 9) / 3) + Math.sqrt((100 + 100 + 400) / 3)) / 2;
  expect(y.filter((_, i) => i % 3 < 2)).toEqual([1, 10, 2, 10, 6, 40]);
  for (const row of [0, 1, 2]) expect(y[3 * row + 2]).toBeCloseTo(deviation, 6);
});

test('a collapsed batch gets 1e-4, the root of the epsilon', async () => {
  const y = await features([5, -3, 5, -3, 5, -3]);
  for (const row of [0, 1, 2]) expect(y[3 * row + 2]).toBeCloseTo(1e-4, 12);
});
