import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ExperimentRecord } from '../core/records.js';
import { ring } from '../core/targets/ring.js';
import { cellOf, experimentOf } from '../diagnosis/testing.js';
import { nullsOf } from './nulls.js';

const target = ring.create({ modes: 8, radius: 1, std: 0.01 });
const columns = ['js', 'mode-kl', 'modes-covered', 'gone'].map((name) => ({ column: name, choice: { name } }));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'helvetica-nulls-'));
});
afterAll(() => rm(folder, { recursive: true }));

function record(samples: number, cells = [cellOf('minimax'), cellOf('hinge')]): ExperimentRecord {
  const experiment = experimentOf([], { cells, seeds: 2 });
  return {
    folder,
    experiment: { ...experiment, measure: { ...experiment.measure, samples, metrics: columns } },
    runs: [],
    environments: [],
  };
}

test('what is read from samples has a null, which is made once and kept', async () => {
  const made = await nullsOf(record(200), () => target);
  expect([...made.keys()]).toEqual(['mode-kl', 'modes-covered']);
  // (K - 1) / (2 n), to first order
  expect(Math.abs(made.get('mode-kl')!.mean - 7 / 400)).toBeLessThan(0.003);
  const path = join(folder, 'nulls.json');
  const kept = await readFile(path, 'utf8');
  await writeFile(path, kept.replaceAll('"draws": 200', '"draws": 7'));
  expect((await nullsOf(record(200), () => target)).get('mode-kl')!.draws).toBe(7);
});

test('at another number of samples it is another null', async () => {
  const made = await nullsOf(record(400), () => target);
  expect(Math.abs(made.get('mode-kl')!.mean - 7 / 800)).toBeLessThan(0.0015);
  expect(made.get('mode-kl')!.draws).toBe(200);
});

test('without one target there are none', async () => {
  expect(await nullsOf(record(200), () => null)).toEqual(new Map());
  const other = cellOf('hinge');
  const two = [cellOf('minimax'), { ...other, setting: { ...other.setting, target: { name: 'ring', modes: 5 } } }];
  expect(await nullsOf(record(200, two), () => target)).toEqual(new Map());
});
