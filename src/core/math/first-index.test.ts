import { expect, test } from 'vitest';
import { firstIndex } from './first-index.js';

test('of every length and every place it is the first that holds; the length where none does', () => {
  for (let count = 0; count < 9; count++)
    for (let first = 0; first <= count; first++) expect(firstIndex(count, (i) => i >= first)).toBe(first);
});
