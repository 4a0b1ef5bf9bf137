import { expect, it } from 'vitest';
import { oneChanges } from './one-change.js';
import { cellOf, experimentOf, recordOf, runOf } from './testing.js';

const cells = [cellOf('minimax', 0.01), cellOf('minimax', 0.001), cellOf('hinge', 0.01), cellOf('hinge', 0.001)];
const [collapsed, slower, other] = cells;
const seeds = 7;

/** Of each cell's first seeds so many end on a js that is imprecise. */
function recordWith(failing: readonly number[]) {
  const runs = cells.flatMap((cell, i) =>
    Array.from({ length: seeds }, (_, k) => {
      const js = k < failing[i] ? 0.5 : 0.01;
      return runOf(cell, k + 1, { js: { 0: 0.6, 500: js, 1000: js } });
    }),
  );
  return recordOf(experimentOf([], { seeds, cells }), runs);
}

it('only settings that differ in one thing are compared, those that failed least first', () => {
  const found = oneChanges(recordWith([7, 0, 5, 0]), collapsed, 'imprecise');
  expect(found).toMatchObject([
    {
      axis: 'optimizer.lr',
      from: '0.01',
      to: '0.001',
      here: { holds: 7, runs: 7 },
      there: { holds: 0, runs: 7 },
      pairs: 7,
    },
    { axis: 'loss', from: 'minimax', to: 'hinge', there: { holds: 5, runs: 7 } },
  ]);
  // Seven seeds of seven: 2 / 2^7, twice as two changes were tried. Two of two: 1/2.
  expect(found[0].p).toBeCloseTo(2 * (2 / 128), 12);
  expect(found[1].p).toBeCloseTo(0.5, 12);
});

it('seeds that agree say nothing, and a change for the worse is one too', () => {
  const [first, second] = oneChanges(recordWith([3, 3, 7, 0]), collapsed, 'imprecise');
  expect(first).toMatchObject({ to: '0.001', p: 1 });
  expect(second).toMatchObject({ to: 'hinge', there: { holds: 7, runs: 7 } });
});

it('runs of which it cannot be told are no evidence, and what they have instead is said', () => {
  const record = recordWith([7, 0, 5, 0]);
  const runs = record.runs.map((run) =>
    run.cell === slower && run.seed > 3 ? { ...run, outcome: 'diverged' as const } : run,
  );
  const [found] = oneChanges({ ...record, runs }, collapsed, 'imprecise');
  expect(found).toMatchObject({ there: { holds: 0, runs: 3, untold: 4 }, pairs: 3, instead: { verdict: 'diverged' } });
});

it('runs that ended in error, and settings without runs, are no evidence', () => {
  const record = recordWith([7, 0, 5, 0]);
  const runs = record.runs
    .filter(({ cell }) => cell !== other)
    .map((run) => (run.cell === slower && run.seed > 2 ? { ...run, outcome: 'error' as const } : run));
  const found = oneChanges({ ...record, runs }, collapsed, 'imprecise');
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ there: { holds: 0, runs: 2 }, pairs: 2, p: 0.5 });
});
