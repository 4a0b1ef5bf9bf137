import { describe, expect, it } from 'vitest';
import { counted, digits, percent, percents, range, span } from './typeset-numbers.js';

describe('numbers as a printed page has them', () => {
  it.each([
    [0, '0'],
    [8, '8'],
    [7.5, '7.5'],
    [Math.LN2, '0.693'],
    [0.04, '0.04'],
    [0.010001, '0.01'],
    [-1.3862943, '−1.39'],
    [1234.5, '1235'],
    [98765, '98\u202f765'],
    [3.928e-4, '3.93\u202f×\u202f10⁻⁴'],
    [1e-5, '10⁻⁵'],
    [2.5e7, '2.5\u202f×\u202f10⁷'],
    [Infinity, '∞'],
    [-Infinity, '−∞'],
  ])('%d is written %s', (value, text) => {
    expect(digits(value)).toBe(text);
  });

  it('writes shares in per cent, with one more digit close to an end', () => {
    expect([0, 0.003, 0.325, 0.9889, 0.995, 1].map(percent)).toEqual(
      ['0', '0.3', '33', '99', '99.5', '100'].map((text) => `${text}\u202f%`),
    );
    expect(percents({ low: 0.4385, high: 1 })).toBe('44\u2060–\u2060100\u202f%');
  });

  it('writes a range with a dash, but never beside a minus sign', () => {
    expect(range({ low: 0.26, high: 0.508 })).toBe('0.26\u2060–\u20600.508');
    expect(range({ low: -1.39, high: -1.2 })).toBe('−1.39\u00a0to −1.2');
    expect(span('0.4', 'diverged')).toBe('0.4\u2060–\u2060diverged');
  });

  it('refuses NaN, so that no page has it', () => {
    for (const write of [digits, percent]) expect(() => write(Number.NaN)).toThrow('there is no number to write');
    expect(() => range({ low: 0, high: Number.NaN })).toThrow(RangeError);
    expect(() => counted(Number.NaN, 'run')).toThrow(RangeError);
  });

  it('writes counts with the noun', () => {
    expect([counted(1, 'run'), counted(3, 'run'), counted(12_000, 'run')]).toEqual([
      '1 run',
      '3 runs',
      '12\u202f000 runs',
    ]);
  });
});

it('ends that read alike are written once', () => {
  expect(range({ low: Infinity, high: Infinity })).toBe('∞');
  expect(range({ low: 0.10001, high: 0.10002 })).toBe('0.1');
});
