import { describe, expect, it } from 'vitest';
import { digits, list, optionsOf, percent, percents, plural, range, sayJson, shortNumbers, span } from './say.js';

describe('numbers in words', () => {
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
  ])('%d is said as %s', (value, text) => {
    expect(digits(value)).toBe(text);
  });

  it('says shares in per cent, with one more digit close to an end', () => {
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

  it('lists and counts', () => {
    expect(list(['a', 'b', 'c'])).toBe('a, b and c');
    expect([plural(1, 'run'), plural(3, 'run')]).toEqual(['1 run', '3 runs']);
  });

  it('says choices without the syntax of JSON', () => {
    const choice = { name: 'mlp', hidden: [64, 64], activation: { name: 'leaky-relu', slope: 0.2 }, bias: null };
    expect(optionsOf(choice)).toBe('hidden [64, 64], activation leaky-relu (slope 0.2), bias null');
    expect(sayJson({ name: 'relu' })).toBe('relu');
  });
});

it('says decimals that were computed to six digits, and everything else as it is', () => {
  expect(sayJson({ name: 'mixture', stds: [0.25495097567963926, 1], lr: 1e-8 })).toBe(
    'mixture (stds [0.254951, 1], lr 1e-8)',
  );
  expect(shortNumbers('mixture(stds=[0.25495097567963926,16],weights=[0.3,-1.4142135623730951])')).toBe(
    'mixture(stds=[0.254951,16],weights=[0.3,-1.41421])',
  );
});

it('writes ends that read alike once', () => {
  expect(range({ low: Infinity, high: Infinity })).toBe('∞');
  expect(range({ low: 0.10001, high: 0.10002 })).toBe('0.1');
});
