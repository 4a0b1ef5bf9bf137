import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Experiment, PlannedCell } from '../../../records/experiment.js';
import { summaryText } from '../../../runner/store/runs/summary.js';
import { readRecords } from '../../read-records.js';
import { surveyExperiments } from '../../survey-experiments.js';
import { statusJson, statusText } from './status-text.js';

const results = mkdtempSync(join(tmpdir(), 'helvetica-status-'));
afterAll(() => rmSync(results, { recursive: true }));

const cells = ['hinge', 'minimax'].map(
  (loss) =>
    ({
      id: loss,
      folder: `ring-${loss}`,
      setting: { steps: 30 },
      axes: { loss },
      labels: { loss },
    }) as unknown as PlannedCell,
);
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
write('cells/ring-hinge/seeds/1/lease.json', {
  ...lease,
  host: 'node17',
  pid: 12,
  job: '77_3',
  progress: { step: 20, rate: 123.4 },
});
write('cells/ring-hinge/seeds/2/summary.json', { outcome: 'error', reason: 'out of memory' });
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
    cell: 'ring-hinge',
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
