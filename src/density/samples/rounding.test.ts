import { expect, test } from 'vitest';
import { stream } from '../../core/math/random/random.js';
import { dequantize, roundingUnits } from './rounding.js';

const drawn = new Float64Array(400);
stream({ seed: 1, purpose: 'rounding', step: 0 }).fillNormal(drawn);
const to = (...units: readonly number[]) =>
  drawn.map((x, at) => Math.round(x / units[at % units.length]) * units[at % units.length]);

test.each([[[0.001, 0.1]], [[0.5, 0.01]], [[1 / 255, 1]]])(
  'of rounded numbers each coordinate’s unit is found, in float64 and in float32: %j',
  (units) => {
    for (const x of [to(...units), Float64Array.from(Float32Array.from(to(...units)))])
      roundingUnits(x, 2)!.forEach((unit, i) => {
        expect(Math.abs(unit / units[i] - 1)).toBeLessThan(1e-6);
      });
  },
);

test('of others there is none, nor where a coordinate is not rounded or all the same', () => {
  expect(roundingUnits(drawn, 2)).toBeNull();
  expect(
    roundingUnits(
      drawn.map((x, at) => (at % 2 ? x : Math.round(x))),
      2,
    ),
  ).toBeNull();
  expect(roundingUnits(new Float64Array(10).fill(3), 1)).toBeNull();
  expect(roundingUnits(Float64Array.of(1, 2, Number.NaN), 1)).toBeNull();
});

test('unrounded numbers round to what they were, and are spread over the whole unit', () => {
  const moved = dequantize(to(0.1, 1), [0.1, 1], stream({ seed: 2, purpose: 'rounding', step: 0 }));
  let squares = 0;
  moved.forEach((x, at) => {
    const off = (x - to(0.1, 1)[at]) / (at % 2 ? 1 : 0.1);
    expect(Math.abs(off)).toBeLessThanOrEqual(0.5 + 1e-9);
    squares += off ** 2;
  });
  expect(Math.abs(squares / 400 - 1 / 12)).toBeLessThan(5 * Math.sqrt(1 / 180 / 400));
});
