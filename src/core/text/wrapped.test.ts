import { expect, it } from 'vitest';
import { wrapped } from './wrapped.js';

it('text is broken between words, so that no line is longer than the terminal is wide', () => {
  const text = 'The divergence, not its square root (the distance): in nats, divide by ln 2 for bits.';
  expect(wrapped(text, 50)).toEqual([
    'The divergence, not its square root (the',
    'distance): in nats, divide by ln 2 for bits.',
  ]);
  expect(wrapped(text, 2)).toEqual(wrapped(text, 40));
  expect(wrapped('a'.repeat(60), 50)).toEqual(['a'.repeat(60)]);
});
