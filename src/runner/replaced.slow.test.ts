import { writeFileSync } from 'node:fs';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checksumsOf } from '../../test/support/folders.js';
import { sweepText } from '../../test/support/sweep-text.js';
import { loadText, temporaryFolder, train } from '../../test/support/sweeps.js';
import type { RunOptions } from './run-options.js';
import { seedFolder } from './store/layout.js';
import { takeLease } from './store/locks/leases.js';

const text = ({ seeds = 2, metrics = ['modes-covered'] } = {}) =>
  sweepText({ name: 'twice', seeds, measure: { samples: 50, metrics } });

const root = temporaryFolder('replaced');
const file = join(root, 'twice.yaml');

async function run(given: string, results: string, events: NonNullable<RunOptions['events']> = {}) {
  const said: string[] = [];
  const record = await train(await loadText(file, given), join(root, results), {
    events: { ...events, replaced: (message) => void said.push(message) },
  });
  return { record, said };
}

const message = (folder: string) =>
  `the plan in ${folder} was replaced while this ran by a newer one, of ${file}. Runs that have ended are left to the newer plan, and the results shown are its own`;

it('whose plan was replaced does not measure runs again that ended under the newer one, and reports it once', async () => {
  const newer = text({ metrics: ['modes-covered', 'high-quality'] });
  const { record: theirs, said: nothing } = await run(newer, 'newer');
  expect(nothing).toEqual([]);
  const folder = join(root, 'older', 'twice');
  const [{ cell }] = theirs.runs;
  const held = seedFolder(folder, cell, 2);
  await mkdir(held, { recursive: true });
  const lease = await takeLease(held);
  const jobs: string[] = [];
  const { record, said } = await run(text(), 'older', {
    started: ({ job, seeds }) => void jobs.push(`${job} ${seeds}`),
    // Meanwhile another process lays down the newer plan, and finishes it.
    waiting: () => void cp(theirs.folder, folder, { recursive: true }).then(() => lease!.release()),
  });
  expect(jobs).toEqual(['train 1']);
  expect(said).toEqual([message(folder)]);
  expect(record.runs.map(({ history }) => history.length)).toEqual([6, 6]);
  expect(await checksumsOf(folder)).toEqual(await checksumsOf(theirs.folder));
});

it("reports it too where nothing is left to do but the newer plan's results are shown", async () => {
  const folder = join(root, 'shown', 'twice');
  const { record: theirs } = await run(text({ seeds: 1 }), 'fewer');
  const plan = await readFile(join(theirs.folder, 'experiment.json'));
  const { record, said } = await run(text(), 'shown', {
    started: () => writeFileSync(join(folder, 'experiment.json'), plan),
  });
  expect(said).toEqual([message(folder)]);
  expect(record.runs).toHaveLength(1);
});
