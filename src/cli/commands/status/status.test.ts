import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { cellOf } from '../../../../test/support/records.js';
import type { Experiment, PlannedCell } from '../../../records/experiment.js';
import { cellId, folderName } from '../../../records/identity.js';
import { summaryText } from '../../../runner/store/runs/summary.js';
import { readRecords } from '../../read-records.js';
import { surveyExperiments } from '../../survey-experiments.js';
import { statusJson, statusText } from './status-text.js';

const results = mkdtempSync(join(tmpdir(), 'helvetica-status-'));
afterAll(() => rmSync(results, { recursive: true }));

const cells = ['hinge', 'minimax'].map((loss): PlannedCell => {
  const { setting: usual } = cellOf(loss);
  const setting = { ...usual, steps: 30 };
  const id = cellId(setting);
  return { id, folder: folderName(setting, id), setting, axes: { loss }, labels: { loss } };
});
const [hinge] = cells as [PlannedCell, PlannedCell];
const plan: Experiment = {
  name: 'mine',
  question: 'Why?',
  file: 'mine.yaml',
  profile: null,
  axes: ['loss'],
  cells,
  seeds: [1, 2],
  measure: { every: 10, samples: 5, metrics: [], keep: 'all' },
  derive: [],
  claims: [],
};
const folder = join(results, 'mine');
const write = (path: string, value: object) => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  const isSummary = path.endsWith('summary.json');
  writeFileSync(join(folder, path), isSummary ? summaryText(value) : JSON.stringify(value));
};
const lease = { machine: 'another', token: 't', beat: 1 };
write('experiment.json', plan);
write(`cells/${hinge.folder}/seeds/1/lease.json`, {
  ...lease,
  host: 'node17',
  pid: 12,
  job: '77_3',
  progress: { step: 20, rate: 123.4 },
});
const failed = { outcome: 'error', steps: 0, reason: 'out of memory', measured: '', checksums: {}, sizes: {} };
write(`cells/${hinge.folder}/seeds/2/summary.json`, failed);
write('cells/ring-old/seeds/4/summary.json', {});

it('shows workers, failures with their reasons, and results outside the plan', async () => {
  const [mine] = await surveyExperiments(folder);
  expect(statusText(mine!)).toBe(
    `
mine: Why?
4 runs = 2 settings x 2 seeds . 0 done . 1 running . 1 failed . 2 to do . ${folder}

running
  hinge / 1  node17, process 12, job 77_3  step 20 of 30, 123 steps/s

failed
  hinge / 2  out of memory

outside the plan
  cells/ring-old  1 run
`.trim(),
  );
});

it('has every run in its JSON', async () => {
  const [mine] = await surveyExperiments(folder);
  const { counts, runs, unplanned } = statusJson(mine!);
  expect(counts).toEqual({ done: 0, running: 1, 'cut off': 0, failed: 1, 'to measure': 0, 'to do': 2 });
  expect(runs).toHaveLength(4);
  expect(runs[0]).toMatchObject({
    cell: hinge.folder,
    loss: 'hinge',
    seed: 1,
    state: 'running',
    lease: { host: 'node17', process: 12, job: '77_3', step: 20, rate: 123.4, stale: false },
  });
  expect(unplanned).toHaveLength(1);
});

it('accepts a folder of several experiments, and refuses one without any', async () => {
  expect((await surveyExperiments(results)).map(({ experiment }) => experiment.name)).toEqual(['mine']);
  // Reports and comparisons count an experiment that is named twice once.
  const [mine, ...others] = await readRecords([results, folder]);
  expect([mine.record.experiment.name, mine.folders, others]).toEqual(['mine', [folder], []]);
  await expect(surveyExperiments(join(folder, 'cells'))).rejects.toThrow('no results here');
});
