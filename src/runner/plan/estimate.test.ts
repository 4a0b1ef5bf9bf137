import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Measure, PlannedCell } from '../../records/experiment.js';
import { measureIdentity } from '../measure/measure-identity.js';
import { seedFolder } from '../store/layout.js';
import { type Pace, writePace } from '../store/runs/pace.js';
import { estimateSeconds } from './estimate.js';
import type { RunStage } from './run-progress.js';
import type { StaleCell } from './staleness.js';
import type { SurveyedRun } from './survey.js';

const folder = mkdtempSync(join(tmpdir(), 'helvetica-estimate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const cell = (id: string, more: object = {}) =>
  ({
    id,
    folder: id,
    setting: { generator: { name: 'mlp', hidden: [8] }, steps: 100, batch: 16, ...more },
  }) as unknown as PlannedCell;
const run = (of: PlannedCell, stage: RunStage, step = 0): SurveyedRun => ({
  cell: of,
  seed: 1,
  state: stage === 'finished' ? 'done' : 'to do',
  progress: { stage, step, damage: null, summary: null, lease: null, holderGone: false, staleFiles: [] },
  secondsSinceBeat: null,
});
const measure: Measure = { every: 20, samples: 10, metrics: [], keep: 'all' };
const trained = async (of: Pick<PlannedCell, 'folder'>, secondsPerStep: number, read: Partial<Pace> = {}) => {
  mkdirSync(seedFolder(folder, of, 1), { recursive: true });
  writePace(seedFolder(folder, of, 1), { secondsPerStep, secondsPerMeasurement: null, measured: null, ...read });
};
const seconds = (runs: readonly SurveyedRun[], stale = new Map<string, StaleCell>(), asked = measure) =>
  estimateSeconds(runs, { folder, stale, measure: asked });

it('is unknown where nothing was trained, and nothing where all is', async () => {
  expect(seconds([run(cell('new'), 'to train')])).toBeNull();
  expect(seconds([run(cell('old'), 'finished')])).toBe(0);
  expect(seconds([run(cell('old'), 'finished'), run(cell('again'), 'to measure')])).toBeNull();
});

it('counts the measurements that are left, at the speed of the same metrics where that is known', async () => {
  const [few, many] = [cell('few'), cell('many')];
  await trained(few, 0.01, { secondsPerMeasurement: 2, measured: 'otherwise' });
  const again = run(few, 'to measure');
  // At steps 0, 20, ..., 100.
  expect(seconds([again])).toBeCloseTo(6 * 2);
  expect(seconds([run(many, 'to train'), again])).toBeCloseTo(100 * 0.01 + 6 * 2 + 6 * 2);
  expect(seconds([run(many, 'to resume', 40), again])).toBeCloseTo(60 * 0.01 + 3 * 2 + 6 * 2);
  await trained(many, 0.01, { secondsPerMeasurement: 0.5, measured: measureIdentity(measure) });
  expect(seconds([run(many, 'finished'), again])).toBeCloseTo(6 * 0.5);
  // Of a run that kept its last parameters alone two steps can be read again.
  expect(seconds([again], undefined, { ...measure, keep: 'last' })).toBeCloseTo(2 * 2);
});

it('uses the speed of the same cell, else of the same work, else of any run, and counts the steps that are left', async () => {
  const [fast, slow] = [cell('fast'), cell('slow', { batch: 512 })];
  await trained(fast, 0.01);
  await trained(slow, 1);
  const done = [run(fast, 'finished'), run(slow, 'finished')];
  expect(seconds([...done, run(slow, 'to resume', 75)])).toBeCloseTo(25);
  expect(seconds([...done, run(cell('like fast'), 'to train')])).toBeCloseTo(1);
  expect(seconds([...done, run(cell('other', { batch: 99, steps: 10 }), 'to train')])).toBeCloseTo(10 * 0.505);
});

it('uses the speed of the runs themselves where they have ended and restart', async () => {
  const slower = cell('slower', { batch: 77 });
  await trained(slower, 3);
  const { progress, ...rest } = run(slower, 'to train');
  const summary = { outcome: 'finished', steps: 100, reason: null, measured: 'otherwise' } as const;
  expect(seconds([{ ...rest, progress: { ...progress, summary } }])).toBeCloseTo(300);
});

it('uses the speed of the similar cell for a changed one', async () => {
  await trained({ folder: 'before' }, 0.5);
  const changed = cell('changed', { steps: 10 });
  expect(
    seconds([run(changed, 'to train')], new Map([['changed', { similarFolder: 'before', changes: [] }]])),
  ).toBeCloseTo(5);
});
