import { expect, test } from 'vitest';
import { groupEstimators, typesetNumbers } from './estimators.js';

test('estimators that differ only in numbers are one group, with the numbers from the smallest to the largest', () => {
  const texts = [
    'q from 64 x 64 cells and 20 points more; mass off the grid 0.0000805; js changed by -0.0037 and kl-q-p by 0',
    null,
    'exact q over 120 pieces; G is injective',
    'q from 64 x 64 cells and 16384 points more; singular mass 0.2894; js changed by 0.0000045 and kl-q-p by -0.5',
  ];
  expect(groupEstimators(texts)).toEqual([
    {
      text: 'q from 64 x 64 cells and 20\u2060–\u206016\u202f384 points more',
      settings: 2,
      details: [
        { text: 'mass off the grid 8.05\u202f×\u202f10⁻⁵', settings: 1 },
        { text: 'js changed by −0.0037\u00a0to 4.5\u202f×\u202f10⁻⁶ and kl-q-p by −0.5\u00a0to 0', settings: 2 },
        { text: 'singular mass 0.289', settings: 1 },
      ],
    },
    { text: 'exact q over 120 pieces', settings: 1, details: [{ text: 'G is injective', settings: 1 }] },
  ]);
  expect(groupEstimators([null, null])).toEqual([]);
});

test('words with digits in them, and identifiers of papers, are left unchanged', () => {
  const text =
    '64 x 64 cells, k = 5 nearest neighbours (arXiv:1406.2661), the first 12345 rows, in l2 by wasserstein-1 at 1e-10';
  expect(typesetNumbers(text)).toBe(
    '64 × 64 cells, k = 5 nearest neighbours (arXiv:1406.2661), the first 12\u202f345 rows, in l2 by wasserstein-1 at 10⁻¹⁰',
  );
});
