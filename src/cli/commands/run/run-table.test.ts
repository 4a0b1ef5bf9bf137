import { expect, it } from 'vitest';
import { experimentOf, recordOf, runOf } from '../../../../test/support/records.js';
import type { PlannedCell } from '../../../records/experiment.js';
import { runTable } from './run-table.js';

it('of a large sweep the table has a hundred settings and the number of the others', () => {
  const cells = Array.from({ length: 130 }, (_, i): PlannedCell => {
    const cell = experimentOf([]).cells[0];
    return { ...cell, id: `${i}`, labels: { lr: String(i) } };
  });
  const experiment = { ...experimentOf([], { cells, seeds: 2 }), axes: ['lr'] };
  const runs = cells.flatMap((cell, i) => [1, 2].map((seed) => runOf(cell, seed, { js: { 10: i + seed } })));
  const lines = runTable(recordOf(experiment, runs)).split('\n');
  expect(lines).toHaveLength(1 + 100 + 1);
  expect(lines[100]).toMatch(/^lr 99 +2\/2 finished +2 inconclusive +101 \[100, 101\]/);
  expect(lines[101]).toBe('... and 30 more settings: results.csv has all of them, the report the best and the worst');
});
