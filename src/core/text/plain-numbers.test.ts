import { describe, expect, it } from 'vitest';
import { plainInterval, plainNumber, plainPercent, roundedDecimals, significant, sixDigits } from './plain-numbers.js';

describe('numbers in plain ASCII', () => {
  it.each([
    [12345.6, '1.23e+4'],
    [99_999.5, '1.00e+5'],
    [100_000.5, '1.00e+5'],
    [-0.001, '-0.00100'],
    [0.000999, '9.99e-4'],
    [0, '0'],
    [Infinity, 'Infinity'],
  ])('%d is written %s', (value, text) => {
    expect(plainNumber(value)).toBe(text);
  });

  it.each([
    [1.23456789, '1.23457'],
    [2_345_678.9, '2.34568e+6'],
    [1_000_000.5, '1e+6'],
    [0.000120304, '1.20304e-4'],
    [-0.5, '-0.5'],
    [300, '300'],
  ])('%d has up to six digits: %s', (value, text) => {
    expect(sixDigits(value)).toBe(text);
  });

  it('NaN is refused, so that no text has it', () => {
    const writers = [plainNumber, sixDigits, plainPercent, (value: number) => significant(value, 3)];
    for (const write of writers) expect(() => write(Number.NaN)).toThrow('there is no number to write');
    expect(() => plainInterval({ low: 0, high: Number.NaN })).toThrow(RangeError);
  });

  it('only decimals of a text are rounded', () => {
    expect(roundedDecimals('mixture(stds=[0.25495097567963926,16],weights=[0.3,-1.4142135623730951])')).toBe(
      'mixture(stds=[0.254951,16],weights=[0.3,-1.41421])',
    );
  });
});
