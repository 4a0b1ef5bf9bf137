import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dateOf, flipBit, setDate } from '../../../../test/support/files.js';
import type { PlannedCell } from '../../../records/experiment.js';
import type { RunRecord } from '../../../records/run-record.js';
import { damagedFiles, readSampleArrays } from '../../../reports/page/run-arrays.js';
import { readKeptRun } from './kept.js';
import { areIntact, readRun, writeRun } from './runs.js';
import { readSummary } from './summary.js';

const environment = {} as never;
const run = {
  summary: { outcome: 'finished', steps: 0, reason: null, measured: 'm' },
  environment,
  history: [{ step: 0, metric: 'js', value: { value: 0.5 } }],
  arrays: {
    'samples/steps.npy': { shape: [1], data: Float64Array.of(0) },
    'samples/generated.npy': { shape: [1, 2, 2], data: Float32Array.of(1, 2, 3, 4) },
  },
} as const;
const SAMPLES = 'samples/generated.npy';

let folder: string;
let record: RunRecord;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'helvetica-runs-'));
  await writeRun(folder, run);
  record = readRun(folder, {} as PlannedCell, 1)!;
});
afterEach(() => rmSync(folder, { recursive: true }));

const intact = () => areIntact(folder, readSummary(folder)!);

/** Flips a bit of the last number, minutes after the run ended, or before. */
function flipBitAt(path: string, minutes: number): void {
  flipBit(join(folder, path));
  setDate(join(folder, path), dateOf(join(folder, 'summary.json')) + 60_000 * minutes);
}

it('a run is intact as it was written, and when its files are copied after one another', async () => {
  expect(intact()).toBe(true);
  flipBitAt(SAMPLES, 1);
  flipBitAt(SAMPLES, 1); // as it was, but younger
  expect(intact()).toBe(true);
  expect(Array.from((await readSampleArrays(record))!.generated(0))).toEqual([1, 2, 3, 4]);
  expect(damagedFiles([record])).toEqual([]);
});

it('a bit that was turned in its samples makes it damaged, and they are not shown', async () => {
  flipBitAt(SAMPLES, 1);
  expect(intact()).toBe(false);
  expect(await readSampleArrays(record)).toBeNull();
  expect(damagedFiles([record])).toEqual([join(folder, SAMPLES)]);
});

it('a flipped bit under the same size and date is found when the file is read', async () => {
  flipBitAt(SAMPLES, -1);
  expect(intact()).toBe(true); // no file is read for this
  expect(await readSampleArrays(record)).toBeNull();
  expect(damagedFiles([record])).toEqual([join(folder, SAMPLES)]);
});

it('what measuring again would leave as it is must be whole for that, the last state among it', async () => {
  const two = { shape: [1, 2], data: Float32Array.of(1, 2) };
  const kept = {
    'checkpoint.npy': two,
    'parameters.npy': two,
    'parameter-steps.npy': { shape: [1], data: Float64Array.of(0) },
  };
  await writeRun(folder, { ...run, arrays: { ...run.arrays, ...kept } });
  const summary = readFileSync(join(folder, 'summary.json'), 'utf8');
  expect((await readKeptRun(folder))?.rows).toEqual([{ step: 0, parameters: Float32Array.of(1, 2) }]);
  await writeRun(folder, run); // measured again
  expect(readFileSync(join(folder, 'summary.json'), 'utf8')).toBe(summary);
  flipBitAt('checkpoint.npy', -1);
  expect(await readKeptRun(folder)).toBeNull();
});

it('a truncated or missing file makes it damaged', async () => {
  truncateSync(join(folder, SAMPLES), 100);
  expect(intact()).toBe(false);
  expect(await readSampleArrays(record)).toBeNull();
  rmSync(join(folder, SAMPLES));
  expect(intact()).toBe(false);
});
