import { describe, expect, it } from 'vitest';
import { stream } from '../random/random.js';
import { power, repeatedProduct } from './power.js';

describe('power', () => {
  // python3 -c "import mpmath; mpmath.mp.prec = 400; print(float(mpmath.mpf(x) ** mpmath.mpf(y)))", for each x and y.
  it.each([
    [0.999, 4, 0.996005996001],
    [0.999, 1000, 0.36769542477096373],
    [0.999, 123457, 2.272374541889185e-54],
    [1 / 3, 1 / 3, 0.6933612743506347],
    [1 + Number.EPSILON, 1e15, 1.2486270715390861],
    [1 - Number.EPSILON / 2, -3e16, 27.957040772625934],
    [2.5e-308, -0.9, 6.947906928878857e276],
    [5e-324, 0.3, 1.018908996936868e-97],
    [Number.MAX_VALUE, -0.99, 6.72715749897142e-306],
    [0.1, 300.25, 5.623413251903584e-301],
    [Math.PI, Math.E, 22.45915771836104],
    [1.1, -7, 0.5131581182307065],
    [7, 64, 1.2197604876358358e54],
    [7, 65, 8.538323413450849e54],
    [1000.5, -100, 9.512413109808156e-301],
    // Nearly halfway between two doubles: the hardest of 40,000.
    [1.0000000000000002, 2.5, 1.0000000000000007],
    [1.0000000000000007, 1.5, 1.000000000000001],
    [0.9999999999999993, -0.5, 1.0000000000000004],
    [0.9999999999999989, 1.25, 0.9999999999999987],
    [0.9999999999999967, 0.25, 0.9999999999999991],
  ])('%d ^ %d is the nearest double', (x, y, expected) => {
    expect(power(x, y)).toBe(expected);
  });

  it('of whole numbers is their exact product, rounded once', () => {
    const random = stream({ seed: 1, purpose: 'powers', step: 0 });
    for (let i = 0; i < 2000; i++) {
      const [x, n] = [random.integer(3000), random.integer(80)];
      expect(power(-x, n)).toBe(Number(BigInt(-x) ** BigInt(n)));
    }
    for (let k = -323; k <= 308; k++) expect(power(10, k)).toBe(Number(`1e${k}`));
  });

  it('of a square has the exact power of its root', () => {
    for (const [x, y] of [
      [144, 1.5],
      [3 ** 8, 0.75],
      [(2 ** 17 + 1) * (2 ** 17 + 1), 1.5], // of 52 bits
      [(2 ** 18 - 1) * (2 ** 18 - 1), 1.5], // of 54 bits: halfway between two doubles
    ]) {
      const root = BigInt(Math.round(y === 0.75 ? Math.sqrt(Math.sqrt(x)) : Math.sqrt(x)));
      expect(power(x, y)).toBe(Number(root * root * root));
    }
  });

  it('of 2 is exact from the smallest double to the largest', () => {
    for (let k = -1022, exact = 2.2250738585072014e-308; k <= 1023; k++, exact *= 2) expect(power(2, k)).toBe(exact);
    expect(power(2, -1074)).toBe(5e-324);
    expect(power(2, -1076)).toBe(0);
    expect(power(2, 1024)).toBe(Infinity);
    expect(power(0.5, 1074)).toBe(5e-324);
  });

  it('has the special cases of ECMAScript, whose signs and infinities no version of Node differs in', () => {
    const xs = [NaN, -Infinity, -2.5, -2, -1, -0.5, -0, 0, 0.5, 1, 2, 1e300, 1e-300, Infinity];
    const ys = [NaN, -Infinity, -1e308, -3, -2, -1, -0, 0, 1, 2, 3, 1e308, Infinity];
    for (const x of xs) for (const y of ys) expect(power(x, y), `${x} ^ ${y}`).toBe(x ** y);
    for (const x of [-2, -0.5, NaN]) expect(power(x, 0.5)).toBeNaN();
    expect([power(-0, 0.5), power(-Infinity, 0.5), power(-0, -1.5)]).toEqual([0, Infinity, Infinity]);
  });
});

it('a repeated product is the power to rounding, for whole numbers from 0', () => {
  for (const x of [0, 1, -0.7, 0.999, 1e-3, 3])
    for (const n of [0, 1, 2, 3, 7, 16, 149])
      expect(Math.abs(repeatedProduct(x, n) - power(x, n))).toBeLessThanOrEqual(
        n * Number.EPSILON * Math.abs(power(x, n)),
      );
});
