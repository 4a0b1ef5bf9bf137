import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { setDate } from '../../../test/support/files.js';
import type { PlannedCell } from '../../records/experiment.js';
import type { Environment } from '../../records/run-record.js';
import { measureIdentity } from '../measure/measure-identity.js';
import { thisHolder } from '../store/holder.js';
import { seedFolder } from '../store/layout.js';
import { type HeldLease, takeLease } from '../store/locks/leases.js';
import { writeCheckpoint } from '../store/runs/checkpoints.js';
import { writeRun } from '../store/runs/runs.js';
import { findStaleFiles, removeStaleFiles } from './stale-files.js';
import { type SurveyPlan, survey } from './survey.js';

const cell = (folder: string) => ({ id: folder, folder, setting: { steps: 30 }, axes: {}, labels: {} }) as PlannedCell;
const measure = { every: 10, samples: 5, metrics: [], keep: 'all' } as const;
const UNPLANNED = 'ring-minimax-adam-0123456789ab';
const TEMPORARY = '1-0a1b2c3d.01234567-89ab-4cde-8f01-23456789abcd.tmp'; // as written by a process of another machine
const plan: SurveyPlan = { cells: [cell('one'), cell('two')], seeds: [1, 2, 3], measure };
const [one, two] = plan.cells as [PlannedCell, PlannedCell];

let root: string;
let folder: string;
let live: HeldLease | null;
let made = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'helvetica-survey-'));
});
afterAll(() => rm(root, { recursive: true }));

/** One run in each state, and everything that lies about. */
beforeEach(async () => {
  folder = join(root, String(++made));
  await ended(one, 1, 'finished', null);
  await ended(one, 2, 'error', 'out of memory');
  await ended(two, 1, 'diverged', 'too large');
  live = await takeLease(seed(one, 3));
  await live!.beat({ step: 7, rate: 3 });
  await writeCheckpoint(
    seed(two, 2),
    { cell: 'two', seed: 2 },
    { step: 20, state: new Float32Array(3), last: null, kept: [] },
  );
  lease(two, 2, { pid: 2 ** 22 + 1, job: '77_3' }); // beyond the largest process number of Linux
  await ended(cell(UNPLANNED), 5, 'finished', null);
  await ended(two, 9, 'finished', null);
  await writeFile(join(folder, `results.csv.${TEMPORARY}`), '');
  await writeFile(join(seed(two, 1), `history.csv.${TEMPORARY}`), '');
  await writeFile(join(seed(one, 3), `history.csv.${TEMPORARY}`), '');
});

function seed(which: PlannedCell, number: number): string {
  const at = seedFolder(folder, which, number);
  mkdirSync(at, { recursive: true });
  return at;
}

const lease = (which: PlannedCell, number: number, more: object) =>
  writeFileSync(
    join(seed(which, number), 'lease.json'),
    JSON.stringify({ ...thisHolder(), token: 't', beat: 1, progress: null, ...more }),
  );

async function ended(
  which: PlannedCell,
  number: number,
  outcome: 'finished' | 'diverged' | 'error',
  reason: string | null,
) {
  const summary = { outcome, steps: 30, reason, measured: measureIdentity(measure) };
  await writeRun(seed(which, number), { summary, environment: {} as Environment, history: [], arrays: {} });
}

const states = () => survey(plan, folder).runs.map(({ cell, seed, state }) => `${cell.folder}/${seed} ${state}`);

it('gives the state of every run of the plan', () => {
  expect(states()).toEqual([
    'one/1 done',
    'one/2 failed',
    'one/3 running',
    'two/1 done',
    'two/2 cut off',
    'two/3 to do',
  ]);
  expect(survey(plan, folder).runs[2]!.progress.lease!.progress).toEqual({ step: 7, rate: 3 });
});

it('finds everything to do where there is no folder', () => {
  const { runs, unplanned } = survey(plan, join(root, 'nowhere'));
  expect(runs.every(({ state }) => state === 'to do')).toBe(true);
  expect({ runs: runs.length, unplanned }).toEqual({ runs: 6, unplanned: [] });
});

it("takes another machine's lease for stale when it has not beaten for long, by the disk's clock", async () => {
  const path = join(seed(two, 3), 'lease.json');
  lease(two, 3, { host: 'elsewhere', machine: 'elsewhere' });
  expect(states()[5]).toBe('two/3 running');
  setDate(path, Date.now() - 100_000);
  expect(states()[5]).toBe('two/3 cut off');
  expect(survey(plan, folder).runs[5]!.secondsSinceBeat).toBeGreaterThan(90);
});

it('lists cells and seeds that are not in the plan', async () => {
  lease(cell(UNPLANNED), 6, {});
  expect(survey(plan, folder).unplanned).toEqual([
    { path: 'cells/two/seeds/9', seeds: [9], running: false },
    { path: `cells/${UNPLANNED}`, seeds: [5, 6], running: true },
  ]);
});

const stale = () => findStaleFiles(folder, survey(plan, folder)).map(({ kind, path }) => `${kind}: ${path}`);

it('finds stale files, but none beside a live lease', async () => {
  expect(stale()).toEqual([
    'unplanned: cells/two/seeds/9',
    `unplanned: cells/${UNPLANNED}`,
    `partial file: cells/two/seeds/1/history.csv.${TEMPORARY}`,
    'stale lease: cells/two/seeds/2',
  ]);
  lease(cell(UNPLANNED), 6, {});
  expect(stale()).not.toContain(`unplanned: cells/${UNPLANNED}`);
  await rm(join(folder, `cells/${UNPLANNED}`), { recursive: true });
  await live!.release();
  expect(stale()).toEqual(
    expect.arrayContaining([
      `partial file: results.csv.${TEMPORARY}`,
      `partial file: cells/one/seeds/3/history.csv.${TEMPORARY}`,
    ]),
  );
});

const failsIfWatching = () => {
  throw new Error('watched');
};

it('removes them without changing the state of the sweep', async () => {
  const before = states();
  const found = findStaleFiles(folder, survey(plan, folder));
  expect(await removeStaleFiles(folder, found, { watching: failsIfWatching })).toEqual({ alive: [], foreign: [] });
  expect(stale()).toEqual([]);
  expect(states()).toEqual(before);
  expect(survey(plan, folder).runs[4]!.progress).toMatchObject({ lease: null, step: 20 });
});

it("leaves a user's files, and never enters a link", async () => {
  const elsewhere = join(root, `elsewhere-${made}`);
  const files = [`results.csv.${TEMPORARY}`, 'notes.tmp', 'summary.json'].map((name) => join(elsewhere, name));
  mkdirSync(elsewhere);
  for (const file of files) writeFileSync(file, 'mine');
  const mine = [
    'notes.tmp',
    'cells/one/seeds/1/notes.tmp',
    `cells/${UNPLANNED}/seeds/5/notes.txt`,
    'cells/notes/n.txt',
  ];
  mkdirSync(join(folder, 'cells/notes'));
  for (const path of mine) writeFileSync(join(folder, path), 'mine');
  const links = ['loop', 'cells/loop', 'cells/one/seeds/1/loop', `cells/${UNPLANNED}/seeds/5/loop`];
  for (const path of links) {
    symlinkSync('.', join(folder, path));
    symlinkSync(elsewhere, join(folder, `${path}-out`));
  }
  symlinkSync(elsewhere, join(folder, 'cells', 'ring-minimax-sgd-0123456789ab'));
  const found = findStaleFiles(folder, survey(plan, folder));
  expect(found.map(({ path }) => path).filter((path) => /notes|loop|sgd/.test(path))).toEqual([]);
  const { foreign } = await removeStaleFiles(folder, found, { watching: failsIfWatching });
  const kept = ['loop', 'loop-out', 'notes.txt'].map((name) => join('cells', UNPLANNED, 'seeds/5', name));
  expect([...foreign].sort()).toEqual(kept);
  expect(readdirSync(join(folder, 'cells', UNPLANNED, 'seeds/5')).sort()).toEqual(['loop', 'loop-out', 'notes.txt']);
  for (const path of [...files, ...mine.map((name) => join(folder, name))])
    expect(readFileSync(path, 'utf8')).toBe('mine');
});

it.each(['cells', 'cells/one', 'cells/one/seeds', 'cells/one/seeds/1'])(
  'refuses a plan whose folder %s is a link, in one sentence',
  (path) => {
    renameSync(join(folder, path), join(root, `moved-${made}`));
    symlinkSync(join(root, `moved-${made}`), join(folder, path));
    const sentence = `${join(folder, path)}: a symbolic link is where a file or folder of the results should be, and is not followed`;
    expect(() => survey(plan, folder)).toThrow(sentence);
  },
);

it("watches another machine's lease before it treats it as stale", async () => {
  lease(two, 2, { host: 'elsewhere', machine: 'elsewhere' });
  lease(two, 3, { host: 'elsewhere', machine: 'elsewhere' });
  const stale = [1, 2].map((i) => ({ kind: 'stale lease' as const, path: seedFolder('', two, i + 1) }));
  const { alive } = await removeStaleFiles(folder, stale, {
    patience: 20,
    // While we watch, one of the two beats.
    watching: () => lease(two, 3, { host: 'elsewhere', machine: 'elsewhere', beat: 2 }),
  });
  expect(alive).toEqual([stale[1]]);
  expect(
    survey(plan, folder)
      .runs.slice(4)
      .map(({ progress }) => progress.lease?.beat ?? null),
  ).toEqual([null, 2]);
});
