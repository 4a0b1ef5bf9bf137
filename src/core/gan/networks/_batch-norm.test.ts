import { expect, test } from 'vitest';
import { evaluate } from '../../../../test/support/programs.js';
import { batchNorm } from './_batch-norm.js';

// Rows of two units; the last three are another batch.
const X = [
  [1, 40],
  [2, -10],
  [7, 0],
  [5, 1],
  [5, 3],
  [-4, 2],
];
const [GAIN, SHIFT] = [
  [2, 0.5],
  [-1, 3],
];

async function normalized(rows: readonly (readonly number[])[], from: number): Promise<number[]> {
  const { y } = await evaluate(({ x, gain, shift }) => ({ y: batchNorm(x, { gain, shift, from }) }), {
    x: { shape: [1, rows.length, 2], values: rows.flat() },
    gain: { shape: [1, 1, 2], values: GAIN },
    shift: { shape: [1, 1, 2], values: SHIFT },
  });
  return y;
}

function byHand(rows: readonly (readonly number[])[], judges: readonly (readonly number[])[]): number[] {
  const mean = (of: (row: readonly number[]) => number) =>
    judges.reduce((sum, row) => sum + of(row), 0) / judges.length;
  return rows.flatMap((row) =>
    row.map((x, i) => {
      const middle = mean((judge) => judge[i]);
      const variance = mean((judge) => (judge[i] - middle) ** 2);
      return ((x - middle) / Math.sqrt(variance + 1e-5)) * GAIN[i] + SHIFT[i];
    }),
  );
}

test('in training each unit is normalised over the batch, then scaled and shifted', async () => {
  const y = await normalized(X, 0);
  for (const [i, value] of byHand(X, X).entries()) expect(y[i]).toBeCloseTo(value, 12);
});

test('in evaluation, the reference rows decide the normalisation of the others', async () => {
  const y = await normalized(X, 3);
  for (const [i, value] of byHand(X, X.slice(3)).entries()) expect(y[i]).toBeCloseTo(value, 12);
});

test('a constant unit is finite: the shift', async () => {
  const y = await normalized(
    [
      [7, 7],
      [7, 7],
    ],
    0,
  ); // prettier-ignore
  for (const [i, value] of [-1, 3, -1, 3].entries()) expect(y[i]).toBeCloseTo(value, 10);
});
