/** What every initializer must keep. */
import { describe, expect, test } from 'vitest';
import { optionsOf, withOtherValues } from '../../../../test/support/members.js';
import { stream } from '../../math/random/random.js';
import { families } from '../families.js';

const { initializers } = families;

const SIZES = [
  { fanIn: 60, fanOut: 100 },
  { fanIn: 100, fanOut: 60 },
  { fanIn: 2, fanOut: 1000 },
];
const seeded = (seed: number) => stream({ seed, purpose: 'laws', step: 0 });

for (const [name, initializer] of initializers) {
  const options = optionsOf(initializer);
  const weights = (size: (typeof SIZES)[number], { seed = 3, given = options } = {}) => {
    const out = new Float64Array(size.fanIn * size.fanOut).fill(Number.NaN);
    initializer.weights(out, size, seeded(seed), given);
    return out;
  };

  describe(`initializer ${name}`, () => {
    test.each(SIZES)('fills $fanIn x $fanOut weights around 0, by the stream alone', (size) => {
      const w = weights(size);
      const variance = w.reduce((sum, x) => sum + x * x, 0) / w.length;
      expect(variance).toBeGreaterThan(0);
      expect(Math.abs(w.reduce((sum, x) => sum + x, 0) / w.length)).toBeLessThan(5 * Math.sqrt(variance / w.length));
      expect(weights(size)).toEqual(w);
      expect(weights(size, { seed: 4 })).not.toEqual(w);
    });

    test('fills a part of an array and nothing beside it', () => {
      for (const fill of [initializer.weights, initializer.bias]) {
        const out = new Float32Array(14).fill(99);
        fill(out.subarray(1, 13), { fanIn: 3, fanOut: 4 }, seeded(3), options);
        expect([out[0], out[13]]).toEqual([99, 99]);
        expect(out.subarray(1, 13).every((x) => Math.abs(x) < 50)).toBe(true);
      }
    });

    test('lists options that act', () => {
      const changed = withOtherValues(initializer, (given) => weights(SIZES[0], { given }));
      for (const { option, value, result } of changed)
        expect(result, `${option} = ${value}`).not.toEqual(weights(SIZES[0]));
    });
  });
}
