import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { PlannedCell } from '../core/experiment/plan.js';
import { estimate } from './estimate.js';
import type { Stale } from './staleness.js';
import type { Standing } from './standing.js';
import { seedFolder } from './store/layout.js';
import { writePace } from './store/pace.js';
import type { SurveyedRun } from './survey.js';

const folder = mkdtempSync(join(tmpdir(), 'helvetica-estimate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const cell = (id: string, more: object = {}) =>
  ({
    id,
    folder: id,
    setting: { generator: { name: 'mlp', hidden: [8] }, steps: 100, batch: 16, ...more },
  }) as unknown as PlannedCell;
const run = (of: PlannedCell, standing: Standing, step = 0): SurveyedRun => ({
  cell: of,
  seed: 1,
  state: standing === 'finished' ? 'done' : 'to do',
  found: { standing, step, summary: null, lease: null, gone: false, leftovers: [] },
  silent: null,
});
const trained = async (of: Pick<PlannedCell, 'folder'>, pace: number) => {
  mkdirSync(seedFolder(folder, of, 1), { recursive: true });
  writePace(seedFolder(folder, of, 1), pace);
};
const seconds = (runs: readonly SurveyedRun[], stale = new Map<string, Stale>()) => estimate(runs, { folder, stale });

it('is unknown where nothing was trained, and nothing where all is', async () => {
  expect(seconds([run(cell('new'), 'to train')])).toBeNull();
  expect(seconds([run(cell('old'), 'finished'), run(cell('again'), 'to measure')])).toBe(0);
});

it('goes by the same cell, else by the same work, else by anything, and counts the steps that are left', async () => {
  const [fast, slow] = [cell('fast'), cell('slow', { batch: 512 })];
  await trained(fast, 0.01);
  await trained(slow, 1);
  const done = [run(fast, 'finished'), run(slow, 'finished')];
  expect(seconds([...done, run(slow, 'to resume', 75)])).toBeCloseTo(25);
  expect(seconds([...done, run(cell('like fast'), 'to train')])).toBeCloseTo(1);
  expect(seconds([...done, run(cell('other', { batch: 99, steps: 10 }), 'to train')])).toBeCloseTo(10 * 0.505);
});

it('goes by the cell that a changed one was', async () => {
  await trained({ folder: 'before' }, 0.5);
  const changed = cell('changed', { steps: 10 });
  expect(seconds([run(changed, 'to train')], new Map([['changed', { like: 'before', changes: [] }]]))).toBeCloseTo(5);
});
