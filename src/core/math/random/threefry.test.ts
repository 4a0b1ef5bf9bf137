import { expect, test } from 'vitest';
import { threefry, type Words } from './threefry.js';

const words = (hex: string) => hex.split(' ').map((word) => Number.parseInt(word, 16) | 0) as unknown as Words;

// Random123's tests/kat_vectors, the lines "threefry4x32 20 COUNTER KEY EXPECTED".
test.each([
  ['00000000 00000000 00000000 00000000', '00000000 00000000 00000000 00000000', '9c6ca96a e17eae66 fc10ecd4 5256a7d8'],
  ['ffffffff ffffffff ffffffff ffffffff', 'ffffffff ffffffff ffffffff ffffffff', '2a881696 57012287 f6c7446e a16a6732'],
  ['243f6a88 85a308d3 13198a2e 03707344', 'a4093822 299f31d0 082efa98 ec4e6c89', '59cd1dbb b8879579 86b5d00c ac8b6d84'],
])('threefry4x32-20 of counter %s and key %s is %s, as published', (counter, key, expected) => {
  const out = new Int32Array(4);
  threefry(words(key), words(counter), out);
  expect([...out]).toEqual([...words(expected)]);
});

/** The same from the specification, without unrolling. */
function plain(key: Words, counter: readonly number[]): number[] {
  const rotations = [10, 26, 11, 21, 13, 27, 23, 5, 6, 20, 17, 11, 25, 10, 18, 20];
  const keys = [...key, key.reduce((parity, word) => parity ^ word, 0x1bd11bda)];
  const x = counter.map((word, i) => (word + keys[i]) | 0);
  for (let round = 0; round < 20; round++) {
    const partners = round % 2 === 0 ? [1, 3] : [3, 1];
    for (const half of [0, 1]) {
      const [a, b] = [2 * half, partners[half]];
      const rotation = rotations[2 * (round % 8) + half];
      x[a] = (x[a] + x[b]) | 0;
      x[b] = ((x[b] << rotation) | (x[b] >>> (32 - rotation))) ^ x[a];
    }
    if (round % 4 === 3) {
      const injection = (round + 1) / 4;
      for (let i = 0; i < 4; i++) x[i] = (x[i] + keys[(injection + i) % 5]) | 0;
      x[3] = (x[3] + injection) | 0;
    }
  }
  return x;
}

test('consecutive blocks equal the plain twin, also where the counter wraps', () => {
  const key = words('01234567 89abcdef deadbeef 00c0ffee');
  const counter = words('fffffffe 00000007 80000000 13579bdf');
  const out = new Int32Array(16);
  threefry(key, counter, out);
  const expected = [0, 1, 2, 3].flatMap((i) => plain(key, [counter[0] + i, ...counter.slice(1)]));
  expect([...out]).toEqual(expected);
});
