import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkedJson, jsonProblem } from './checked-json.js';

describe('jsonProblem', () => {
  const schema = z.object({
    share: z.number().gt(0).lt(1),
    seeds: z.array(z.int().min(1)).min(1).max(2),
    name: z.string().min(1),
  });
  const good = { share: 0.5, seeds: [1, 2], name: 'ring' };

  it('is null for what the schema has', () => {
    expect(jsonProblem(schema, good)).toBeNull();
  });

  it.each([
    [{ share: 1 }, 'share: must be below 1, got 1'],
    [{ share: 0 }, 'share: must be above 0, got 0'],
    [{ share: '.5' }, 'share: must be a number, got ".5"'],
    [{ share: undefined }, 'share: is missing'],
    [{ seeds: [1, 0] }, 'seeds[1]: must be at least 1, got 0'],
    [{ seeds: [] }, 'seeds: must have at least 1 item, got []'],
    [{ seeds: [1, 2, 3] }, 'seeds: must have at most 2 items, got [1,2,3]'],
    [{ name: '' }, 'name: must have at least 1 character, got ""'],
    [{ seeds: null }, 'seeds: must be a list, got null'],
  ])('%j', (change, problem) => {
    expect(jsonProblem(schema, { ...good, ...change })).toBe(problem);
  });

  it('refuses nesting that would exhaust the stack', () => {
    const deep = Array.from({ length: 100_000 }).reduce<unknown>((inner) => [inner], 1);
    expect(jsonProblem(z.unknown(), deep)).toBe('lists and objects are nested deeper than 40 levels');
  });
});

it('checkedJson is the value, or undefined', () => {
  const schema = z.object({ step: z.int() });
  expect(checkedJson(schema, { step: 3 })).toEqual({ step: 3 });
  expect(checkedJson(schema, { step: 'three' })).toBeUndefined();
  expect(checkedJson(schema, undefined)).toBeUndefined();
});
