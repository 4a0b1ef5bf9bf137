import { expect, test } from 'vitest';
import { fnv1a } from './fnv.js';

// The reference test suite's test_fnv.c: FNV-1a, 64 bits, strings without their NUL.
test.each([
  ['', 'cbf29ce484222325'],
  ['a', 'af63dc4c8601ec8c'],
  ['b', 'af63df4c8601f1a5'],
  ['foobar', '85944171f73967e8'],
])('FNV-1a of "%s" is %s, as published', (text, expected) => {
  const { high, low } = fnv1a(text);
  expect(high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0')).toBe(expected);
});
