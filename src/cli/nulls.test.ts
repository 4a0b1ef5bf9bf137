import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cellOf, experimentOf } from '../../test/support/records.js';
import { finiteSet } from '../core/gan/targets/_sample-sets.js';
import type { Distribution } from '../core/gan/targets/_target.js';
import { gaussianTarget } from '../core/gan/targets/gaussian.js';
import { ring } from '../core/gan/targets/ring.js';
import type { Null } from '../metrics/_nulls/null.js';
import { metrics } from '../metrics/catalog.js';
import { metric } from '../metrics/metric.js';
import type { ExperimentRecord } from '../records/run-record.js';
import { sealedText } from '../runner/store/bytes/sealed.js';
import { keptNulls, type Nulls, nullsOf } from './nulls.js';

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

async function nullsFor(one: ExperimentRecord, targetOf: () => Distribution | null = () => target, cell = 0) {
  return (await nullsOf([one], targetOf))(one, one.experiment.cells[cell].setting);
}

function nullIn(nulls: Nulls, column: string): Null {
  const found = nulls.get(column);
  if (!found || 'absent' in found) throw new Error(`${column} has no null`);
  return found;
}

test('a metric of samples has a null, which is computed once and kept', async () => {
  const made = await nullsFor(record(200));
  expect([...made.keys()]).toEqual(['mode-kl', 'modes-covered']);
  // (K - 1) / (2 n), to first order
  expect(Math.abs(nullIn(made, 'mode-kl').mean - 7 / 400)).toBeLessThan(0.003);
  const path = join(folder, 'nulls.json');
  const changed = (await readFile(path, 'utf8')).replaceAll('"draws": 200', '"draws": 7');
  const { seal: _, ...kept } = JSON.parse(changed);
  await writeFile(path, sealedText(kept));
  expect(nullIn(await nullsFor(record(200)), 'mode-kl').draws).toBe(7);
  // A damaged file is not used at all.
  await writeFile(path, changed);
  expect(nullIn(await nullsFor(record(200)), 'mode-kl').draws).toBe(200);
});

test('another number of samples has another null', async () => {
  const made = await nullsFor(record(400));
  expect(Math.abs(nullIn(made, 'mode-kl').mean - 7 / 800)).toBeLessThan(0.0015);
  expect(nullIn(made, 'mode-kl').draws).toBe(200);
});

test('every target has its own', async () => {
  const other = cellOf('hinge');
  const fewer = { ...other, setting: { ...other.setting, target: { name: 'ring', modes: 5 } } };
  const two = record(400, [cellOf('minimax'), fewer]);
  const found = await nullsOf([two], ({ target: choice }) =>
    choice!.modes === 5 ? ring.create({ modes: 5, radius: 1, std: 0.01 }) : target,
  );
  const meanOf = (cell: number) => nullIn(found(two, two.experiment.cells[cell].setting), 'mode-kl').mean;
  expect(Math.abs(meanOf(0) - 7 / 800)).toBeLessThan(0.0015);
  expect(Math.abs(meanOf(1) - 4 / 800)).toBeLessThan(0.0015);
});

test('above two dimensions js is estimated from samples, and has a null', async () => {
  const cube = cellOf('minimax');
  const one = record(40, [{ ...cube, setting: { ...cube.setting, target: { name: 'gaussian', dim: 3 } } }]);
  const made = await nullsFor(one, () => gaussianTarget.create({ mean: 0, std: 1, dim: 3 }));
  const { mean, draws, low, high } = nullIn(made, 'js');
  // 200 draws, each with a standard deviation of about 0.25 / sqrt(40).
  expect(draws).toBe(200);
  expect(Math.abs(mean)).toBeLessThan((5 * 0.25) / Math.sqrt(40 * 200) + 0.02); // and the bias of balls of 5 in 40
  expect(low).toBeLessThan(0);
  expect(high).toBeGreaterThan(0);
});

test('rows of a file have nulls of disjoint rows, js among them: of half the rows, if they are too few for more', async () => {
  const rows = finiteSet(
    Float64Array.from({ length: 120 }, (_, i) => Math.sin(i)),
    2,
    'rows',
  );
  const cell = cellOf('minimax');
  const one = record(400, [{ ...cell, setting: { ...cell.setting, target: { name: 'file', path: 'rows' } } }]);
  const made = await nullsFor(one, () => rows);
  expect(nullIn(made, 'js')).toMatchObject({ samples: 30, draws: 200 });
  expect(made.get('mode-kl')).toEqual({ absent: 'the target has no modes' });
});

test('without a target there are no nulls', async () => {
  expect(await nullsFor(record(200), () => null)).toEqual(new Map());
});

test('where drawing them throws, every column has the reason', async () => {
  const throwing: Distribution = {
    ...target,
    get dim(): number {
      throw new Error('no luck');
    },
  };
  const nulls = await nullsFor(record(200), () => throwing);
  expect([...nulls]).toEqual(columns.map(({ column }) => [column, { absent: 'it could not be computed: no luck' }]));
});

test('infinities are numbers again when they are read, those of theory too', async () => {
  const infinite = metric({
    name: 'infinite',
    description: 'A metric whose values, ideal value and bound are infinite.',
    unit: '1',
    better: 'lower',
    range: [-Infinity, Infinity],
    ideal: null,
    options: {},
    compute: async () => ({ value: Infinity }),
    theory: () => ({ ideal: -Infinity, bound: Infinity }),
    estimator: async () => 'made up',
  });
  const request = { column: 'infinite', metric: infinite, options: {} };
  const path = join(folder, 'infinite.json');
  const found = () => keptNulls(path, [request], { choice: { name: 'ring' }, target, samples: 10 }, { draws: 2 });
  const expected = { mean: Infinity, low: Infinity, high: Infinity, draws: 2, ideal: -Infinity, bound: Infinity };
  expect((await found()).get('infinite')).toEqual(expected);
  expect(await readFile(path, 'utf8')).toContain('"bound": "Infinity"');
  expect((await found()).get('infinite')).toEqual(expected);
});

test('draws are kept as they are made: a process that was killed goes on where it was, to the same nulls', async () => {
  const drawnSteps: number[] = [];
  const counted = metric({
    name: 'counted',
    description: 'G’s first coordinate, infinite at the third draw.',
    unit: '1',
    better: 'lower',
    range: [-Infinity, Infinity],
    ideal: null,
    options: {},
    compute: async (snapshot) => {
      drawnSteps.push(snapshot.step);
      return { value: snapshot.step === 2 ? Infinity : (await snapshot.samples()).generated[0] };
    },
    estimator: async () => 'made up',
  });
  const requests = [
    { column: 'counted', metric: counted, options: {} },
    { column: 'spread', metric: metrics.get('pairwise-distance')!, options: {} },
  ];
  const drawInto = (file: string, onDraw: (share: number) => void = () => undefined) => {
    const at = { choice: { name: 'ring' }, target, samples: 30 };
    return keptNulls(join(folder, file), requests, at, { draws: 9, onDraw, keepEvery: 0 });
  };
  const whole = await drawInto('whole.json');
  expect(drawnSteps.splice(0)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  const killed = drawInto('killed.json', (share) => {
    if (share > 0.6) throw new Error('killed');
  });
  await expect(killed).rejects.toThrow('killed');
  expect(drawnSteps.splice(0)).toEqual([0, 1, 2, 3, 4, 5]);
  const shares: number[] = [];
  expect(await drawInto('killed.json', (share) => shares.push(share))).toEqual(whole);
  expect(drawnSteps.splice(0)).toEqual([5, 6, 7, 8]); // the sixth draw was not whole
  expect([shares.length, shares[0], shares.at(-1)]).toEqual([8, 11 / 18, 1]);
  expect(await drawInto('killed.json')).toEqual(whole);
  expect(drawnSteps).toEqual([]);
});
