import { expect, it } from 'vitest';
import { bytesText } from './bytes.js';

it.each([
  [0, '0 bytes'],
  [1023, '1023 bytes'],
  [1024, '1.0 KiB'],
  [250 * 2 ** 20, '250 MiB'],
  [1023.7 * 2 ** 20, '1.0 GiB'],
  [1.26 * 2 ** 30, '1.3 GiB'],
  [9.96 * 2 ** 30, '10 GiB'],
  [5e24, '4336809 EiB'],
])('%d bytes are %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});

it('a size that was not computed is refused', () => {
  expect(() => bytesText(Number.NaN)).toThrow(RangeError);
});
