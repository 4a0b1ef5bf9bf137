/** Lists that an experiment can make long are never the arguments of a call, which are on the stack. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { append, maximum, minimum } from '../src/core/math/long-lists.js';

// `args` are the operands of an expression, of at most a thousand characters.
const SPREAD = /(\bMath\.(max|min)|\.(push|unshift))\((?:[^(){}]*, )?\.\.\.(?!args\b)/;

it('no source spreads a list into Math.max, Math.min, push or unshift', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => /(?<!\.(test|laws))\.ts$/.test(file));
  expect(sources.length).toBeGreaterThan(300);
  expect(
    sources.filter((file) => SPREAD.test(readFileSync(`src/${file}`, 'utf8').replace(/\/\*\*.*\*\//g, ''))),
  ).toEqual([]);
  expect(['a.push(...b)', 'Math.max(0, ...b)', 'queue.unshift(...more)'].every((text) => SPREAD.test(text))).toBe(true);
});

it('lists of a million items have extremes and can be appended', () => {
  const values = Float64Array.from({ length: 1_000_000 }, (_, i) => (i * 7919) % 1_000_003);
  expect([minimum(values), maximum(values)]).toEqual([0, 1_000_002]);
  expect([minimum([]), maximum([])]).toEqual([Math.min(), Math.max()]);
  expect([minimum([1, NaN, 2]), maximum([1, NaN, 2])]).toEqual([NaN, NaN]);
  const list = [0];
  append(list, values);
  expect(list.length).toBe(1_000_001);
});
