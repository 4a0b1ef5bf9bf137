import { expect, test } from 'vitest';
import { evaluate } from '../../../../test/support/programs.js';
import { layerNorm } from './_layer-norm.js';

test('each row is normalised to mean 0 and variance 1, then scaled and shifted by unit', async () => {
  const rows = [
    [1, 2, 6],
    [-40, 0, 10],
  ];
  const [gain, shift] = [
    [2, 1, 0.5],
    [0, -1, 3],
  ];
  const { y } = await evaluate(({ x, gain, shift }) => ({ y: layerNorm(x, { gain, shift }) }), {
    x: { shape: [1, 2, 3], values: rows.flat() },
    gain: { shape: [1, 1, 3], values: gain },
    shift: { shape: [1, 1, 3], values: shift },
  });
  const expected = rows.flatMap((row) => {
    const mean = row.reduce((sum, x) => sum + x, 0) / 3;
    const variance = row.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 3;
    return row.map((x, i) => ((x - mean) / Math.sqrt(variance + 1e-5)) * gain[i] + shift[i]);
  });
  for (const [i, value] of expected.entries()) expect(y[i]).toBeCloseTo(value, 12);
});

test('a row of equal units is finite: the shift', async () => {
  const { y } = await evaluate(({ x, gain, shift }) => ({ y: layerNorm(x, { gain, shift }) }), {
    x: { shape: [1, 1, 3], values: [7, 7, 7] },
    gain: { shape: [1, 1, 3], values: [1, 1, 1] },
    shift: { shape: [1, 1, 3], values: [0.5, 0, -1] },
  });
  for (const [i, value] of [0.5, 0, -1].entries()) expect(y[i]).toBeCloseTo(value, 10);
});
