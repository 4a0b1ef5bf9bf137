import { expect, it } from 'vitest';
import type { PlannedCell } from '../../records/experiment.js';
import { inShard, parseShard } from './shard.js';

const plan = (cells: number, seeds: number) => ({
  cells: Array.from({ length: cells }, (_, i) => ({ id: `cell ${i}` }) as PlannedCell),
  seeds: Array.from({ length: seeds }, (_, i) => 10 + i),
});

/** For every run of the plan, in which shards it is. */
function shardsOf(cells: number, seeds: number, count: number): number[][][] {
  const whole = plan(cells, seeds);
  const shards = Array.from({ length: count }, (_, i) => inShard({ index: i + 1, count }, whole));
  return whole.cells.map((cell) =>
    whole.seeds.map((seed) => shards.flatMap((isMine, i) => (isMine(cell, seed) ? [i + 1] : []))),
  );
}

it.each([
  [7, 3, 3],
  [2, 5, 4],
  [1, 1, 3],
])('every run of %i cells with %i seeds is in one of %i shards, and shards differ by one', (cells, seeds, count) => {
  const dealt = shardsOf(cells, seeds, count);
  expect(dealt.flat().every(({ length }) => length === 1)).toBe(true);
  const sizes = Array.from({ length: count }, (_, i) => dealt.flat(2).filter((shard) => shard === i + 1).length);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(cells >= count ? seeds : 1);
});

it('cells stay whole where there are enough of them', () => {
  for (const cell of shardsOf(7, 3, 3)) expect(new Set(cell.flat()).size).toBe(1);
});

it('is written as index/count', () => {
  expect(parseShard('2/5')).toEqual({ index: 2, count: 5 });
  for (const text of ['0/5', '6/5', '2', '2/0', '1.5/3', '-1/3', '2/5/6', ' 1/2'])
    expect(parseShard(text), text).toBeNull();
});
