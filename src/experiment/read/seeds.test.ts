import { expect, it } from 'vitest';
import { MAX_SEEDS } from '../../core/gan/bounds.js';
import { parseSeeds, seedsSchema } from './seeds.js';

it('a number is a count, a list or a range names the seeds', () => {
  expect(parseSeeds('10')).toBe(10);
  expect(parseSeeds('1,5-7')).toEqual([1, 5, 6, 7]);
  expect(parseSeeds('0,3')).toEqual([0, 3]);
});

it('a duplicate seed is refused, in a file and on the command line', () => {
  expect(() => parseSeeds('5-7,1,6')).toThrow('duplicate seed 6');
  const { error } = seedsSchema.safeParse([0, 3, 0]);
  expect(error?.issues.map(({ message }) => message)).toEqual(['duplicate seed 0']);
  expect(seedsSchema.parse([3, 0])).toEqual([3, 0]);
});

it('no seeds, or too many, are refused', () => {
  for (const text of ['0', String(MAX_SEEDS + 1)])
    expect(() => parseSeeds(text)).toThrow(`must be a number of seeds from 1 to ${MAX_SEEDS}, got ${text}`);
});
