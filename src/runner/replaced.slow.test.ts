import { writeFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checksumsOf } from '../../test/support/folders.js';
import { loadExperiment } from '../experiment/load.js';
import { checkDerivations, checkExpression } from '../inference/expressions/check-expression.js';
import { metrics } from '../metrics/catalog.js';
import { type RunOptions, runExperiment } from './run.js';
import { takeLease } from './store/locks/leases.js';
import { seedFolder } from './store/runs/layout.js';

const FILE = `
name: twice
question: Do two versions of one file that run at once leave each other alone?
base:
  target: { name: ring, modes: 4, radius: 1, std: 0.1 }
  latent: { name: gaussian, dim: 2 }
  generator: { name: mlp, hidden: [4] }
  discriminator: { name: mlp, hidden: [4] }
  optimizer: { name: sgd, lr: 0.05 }
  steps: 20
  batch: 16
seeds: 2
measure: { every: 10, samples: 50, metrics: [modes-covered] }
`;

let root: string;
let file: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'helvetica-replaced-'));
  file = join(root, 'twice.yaml');
});
afterAll(() => rm(root, { recursive: true }));

async function load(text: string) {
  await writeFile(file, text);
  return loadExperiment({ file, metrics, checkExpression, checkDerivations });
}

async function run(text: string, results: string, events: NonNullable<RunOptions['events']> = {}) {
  const said: string[] = [];
  const options = { backend: 'onnx', workers: 0, command: 'test', results: join(root, results) } as const;
  const record = await runExperiment(await load(text), {
    ...options,
    events: { ...events, replaced: (says) => void said.push(says) },
  });
  return { record, said };
}

const says = (folder: string) =>
  `the plan in ${folder} was replaced by that of ${file} as it is now, while this ran: runs that have ended are left to it, and the results shown are its`;

it('whose plan was replaced measures no run again that ended under the newer one, and says once why', async () => {
  const newer = FILE.replace('[modes-covered]', '[modes-covered, high-quality]');
  const { record: theirs, said: nothing } = await run(newer, 'newer');
  expect(nothing).toEqual([]);
  const folder = join(root, 'older', 'twice');
  const [{ cell }] = theirs.runs;
  const held = seedFolder(folder, cell, 2);
  await mkdir(held, { recursive: true });
  const lease = await takeLease(held);
  const jobs: string[] = [];
  const { record, said } = await run(FILE, 'older', {
    started: ({ job, seeds }) => void jobs.push(`${job} ${seeds}`),
    // Meanwhile another process lays down the newer plan, and finishes it.
    waiting: () => void cp(theirs.folder, folder, { recursive: true }).then(() => lease!.release()),
  });
  expect(jobs).toEqual(['train 1']);
  expect(said).toEqual([says(folder)]);
  expect(record.runs.map(({ history }) => history.length)).toEqual([6, 6]);
  expect(await checksumsOf(folder)).toEqual(await checksumsOf(theirs.folder));
});

it("says so too where nothing but its results is the newer plan's", async () => {
  const folder = join(root, 'shown', 'twice');
  const { record: theirs } = await run(FILE.replace('seeds: 2', 'seeds: 1'), 'fewer');
  const plan = await readFile(join(theirs.folder, 'experiment.json'));
  const { record, said } = await run(FILE, 'shown', {
    started: () => writeFileSync(join(folder, 'experiment.json'), plan),
  });
  expect(said).toEqual([says(folder)]);
  expect(record.runs).toHaveLength(1);
});
