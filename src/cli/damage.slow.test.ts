import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { backdate, flipBit } from '../../test/support/files.js';
import { checksumsOf } from '../../test/support/folders.js';
import { sweepText } from '../../test/support/sweep-text.js';
import { loadText, temporaryFolder, train } from '../../test/support/sweeps.js';
import type { Experiment } from '../records/experiment.js';
import type { ExperimentRecord } from '../records/run-record.js';
import { readExperiment } from '../runner/read-experiment.js';
import { isCurrent, writeReport } from './reporting.js';

const root = temporaryFolder('damage');
let experiment: Experiment;
let record: ExperimentRecord;
let whole: Record<string, string>;
const at = (path: string) => join(record.runs[0].folder, path);

beforeAll(async () => {
  experiment = await loadText(join(root, 'rotten.yaml'), sweepText({ name: 'rotten', seeds: 1 }));
  record = (await run()).record;
  whole = await checksumsOf(record.runs[0].folder);
});
beforeEach(async () => {
  expect(await checksumsOf(record.runs[0].folder)).toEqual(whole);
  backdate(record.folder);
});

async function run(verify = false) {
  const jobs: string[] = [];
  const damaged: string[] = [];
  const made = await train(experiment, join(root, 'results'), {
    verify,
    events: { started: ({ job }) => void jobs.push(job), damaged: (paths) => void damaged.push(...paths) },
  });
  return { record: made, jobs, damaged };
}

it.each(['samples/generated.npy', 'estimators.json', 'parameters.npy', 'checkpoint.npy'])(
  'in %s: found by --verify, and replaced',
  async (path) => {
    flipBit(at(path));
    expect(await run()).toMatchObject({ jobs: [], damaged: [] });
    // Files that measuring cannot rebuild are trained again, by the same block.
    expect(await run(true)).toMatchObject({ jobs: ['measure'], damaged: [at(path)] });
    expect(await run(true)).toMatchObject({ jobs: [], damaged: [] });
  },
);

it('met by the report: the same command replaces it', async () => {
  flipBit(at('samples/generated.npy'));
  const said: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  const report = join(record.folder, 'report.html');
  await writeReport([await readExperiment(record.folder)], report, 'test');
  vi.restoreAllMocks();
  expect(said.join('')).toBe(
    `note    damaged: ${at('samples/generated.npy')}; run the same command again to replace it\n`,
  );
  expect(isCurrent(record, report)).toBe(true);
  expect((await run()).jobs).toEqual(['measure']);
  expect(isCurrent(record, report)).toBe(false);
});

it('in the report or in environment.json: detected', async () => {
  const report = join(record.folder, 'report.html');
  await writeReport([record], report, 'test');
  expect(isCurrent(record, report)).toBe(true);
  flipBit(report);
  expect(isCurrent(record, report)).toBe(false);

  const path = at('environment.json');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('"backend": "onnx"', '"backend": "onny"'));
  expect((await readExperiment(record.folder)).environments).toEqual([]);
  await writeFile(path, text);
  expect((await readExperiment(record.folder)).environments).toMatchObject([{ backend: 'onnx' }]);
});

it('in setting.json: rewritten, although nothing else is to be done', async () => {
  const path = at('../../setting.json');
  const text = await readFile(path, 'utf8');
  flipBit(path);
  expect((await run()).jobs).toEqual([]);
  expect(await readFile(path, 'utf8')).toBe(text);
});
