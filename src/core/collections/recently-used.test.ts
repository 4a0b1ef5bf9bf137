import { expect, it } from 'vitest';
import { recentlyUsed } from './recently-used.js';

it('keeps the values used last, up to the limit in all, and the very last whatever its size', () => {
  const kept = recentlyUsed<string>(6, (text) => text.length);
  kept.set('a', 'aaa');
  kept.set('b', 'bb');
  expect(kept.get('a')).toBe('aaa'); // now b is the oldest
  kept.set('c', 'ccc');
  expect(['a', 'b', 'c'].map((key) => kept.get(key))).toEqual(['aaa', undefined, 'ccc']);
  kept.set('c', 'c');
  kept.set('d', 'dd');
  expect(['a', 'c', 'd'].map((key) => kept.get(key))).toEqual(['aaa', 'c', 'dd']);
  kept.set('e', 'e'.repeat(7));
  expect(['a', 'c', 'd', 'e'].map((key) => kept.get(key))).toEqual([undefined, undefined, undefined, 'eeeeeee']);
});
