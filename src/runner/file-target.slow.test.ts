import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadFile, temporaryFolder, train } from '../../test/support/sweeps.js';
import { lastEstimator } from '../records/estimators.js';
import { readEstimators } from './store/runs/runs.js';

const folder = temporaryFolder('file-target');

const experiment = (path: string) => `name: from-file
question: Does G learn rows?
base:
  target: { name: file, path: ${path} }
  generator: { name: mlp, hidden: [8] }
  discriminator: { name: mlp, hidden: [8] }
  steps: 4
  batch: 16
seeds: 2
measure: { every: 4, samples: 1000, metrics: [js, total-variation, energy-distance, modes-covered, precision] }
`;
const write = (name: string, text: string) => writeFile(join(folder, name), text);
const load = (changes = {}) => loadFile(join(folder, 'experiment.yaml'), changes);
const rows = Array.from({ length: 300 }, (_, i) => `${Math.sin(i)},${5 + Math.cos(3 * i)}`).join('\n');

async function run() {
  const started: string[] = [];
  const record = await train(await load(), join(folder, 'results'), {
    events: { started: ({ cell }) => void started.push(cell.folder) },
  });
  return { record, started };
}

it('an experiment on rows of a file runs, is known by the bytes, and says where they are looked for', async () => {
  await write('experiment.yaml', experiment('data/rows.csv'));
  await mkdir(join(folder, 'data'));
  await write('data/rows.csv', rows);
  const first = await run();
  expect(first.started.length).toBeGreaterThan(0);
  expect(first.record.runs.map(({ outcome }) => outcome)).toEqual(['finished', 'finished']);
  const last = Object.fromEntries(first.record.runs[0]!.history.slice(-5).map((row) => [row.metric, row.value]));
  expect(last).toMatchObject({
    js: { value: expect.any(Number) },
    'total-variation': { absent: "the target's density is not known" },
    'modes-covered': { absent: 'the target has no modes' },
    'energy-distance': { value: expect.any(Number) },
    precision: { value: expect.any(Number) },
  });

  // As many as there are rows, and not as were asked for.
  const estimators = readEstimators(first.record.runs[0]!.folder)!;
  expect(estimators.samples).toBe(300);
  expect(lastEstimator(estimators, 'precision')).toContain('300 samples');

  // Moved: the plan says what is missing, and where it was written.
  await rename(join(folder, 'data/rows.csv'), join(folder, 'moved.csv'));
  await expect(load()).rejects.toThrow(
    /experiment\.yaml:4:31: base\.target\.path: .*data.rows\.csv: there is no such file/,
  );
  await write('experiment.yaml', experiment('moved.csv'));
  const second = await run();
  expect(second.started).toEqual([]);
  expect(second.record.runs.map(({ folder: at }) => at)).toEqual(first.record.runs.map(({ folder: at }) => at));

  // Changed: other data are another setting.
  await write('moved.csv', `${rows}\n1,1`);
  expect((await load()).cells[0]!.id).not.toBe(first.record.experiment.cells[0]!.id);
  await write('moved.csv', `${rows}\n1,x`);
  await expect(load()).rejects.toThrow(
    /experiment\.yaml:4:11: base\.target: .*moved\.csv:301: "x" is not a finite number/,
  );
  const setting = await readFile(join(first.record.runs[0]!.folder, '../../setting.json'), 'utf8');
  expect(JSON.parse(setting).target).toMatchObject({ name: 'file', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

it('is measured by what samples say, unless the file says otherwise', async () => {
  await write('here.csv', rows);
  await write('experiment.yaml', experiment('here.csv').replace(/^measure:.*$/m, ''));
  const { measure } = await load();
  expect(measure.metrics.map(({ column }) => column)).toEqual([
    'energy-distance',
    'sliced-wasserstein',
    'precision',
    'recall',
  ]);
});

it('a path on the command line is relative to where one is, one in a file to the file', async () => {
  await write('here.csv', rows);
  await write('experiment.yaml', experiment('here.csv'));
  const [written] = (await load()).cells;
  const [set] = (await load({ set: ['target.path=test/rows/rows.csv'] })).cells;
  expect(set!.id).not.toBe(written!.id);
  await expect(load({ set: ['target.path=here.csv'] })).rejects.toThrow('here.csv: there is no such');
});

it('held-out rows are measured, and training rows beside them', async () => {
  const held = experiment('moved.csv')
    .replace('moved.csv }', 'moved.csv, heldOut: 0.25 }')
    .replace(/metrics: .*\]/, 'metrics: [value, { name: value, data: training }, loss-discriminator]');
  await write('moved.csv', rows);
  await write('experiment.yaml', held);
  const { record } = await run();
  const last = Object.fromEntries(record.runs[0]!.history.slice(-3).map((row) => [row.metric, row.value]));
  for (const metric of ['value', 'value(data=training)', 'loss-discriminator'])
    expect(last[metric]).toEqual({ value: expect.any(Number) });
  const estimators = readEstimators(record.runs[0]!.folder)!;
  expect(estimators.samples).toBe(75);
  expect(lastEstimator(estimators, 'value')).toMatch(
    /75 of G and of the data, the 75 held-out rows of 300, seed 1, standard error/,
  );
  expect(lastEstimator(estimators, 'value(data=training)')).toContain('225 rows of training');
});
