import { expect, it } from 'vitest';
import { cellOf, experimentOf, recordOf, runOf } from '../../test/support/records.js';
import type { Choice } from '../core/gan/setting.js';
import type { PlannedCell } from '../records/experiment.js';
import { label } from '../records/labels.js';
import { singleOptionChanges } from './single-option-changes.js';

const cells = [cellOf('minimax', 0.01), cellOf('minimax', 0.001), cellOf('hinge', 0.01), cellOf('hinge', 0.001)];
const [collapsed, slower, other] = cells;
const seeds = 7;

/** The given number of each cell's seeds end on a js that is a poor fit. */
function recordWith(failing: readonly number[]) {
  const runs = cells.flatMap((cell, i) =>
    Array.from({ length: seeds }, (_, k) => {
      const js = k < failing[i] ? 0.5 : 0.01;
      return runOf(cell, k + 1, { js: { 0: 0.6, 750: js, 1000: js } });
    }),
  );
  return recordOf(experimentOf([], { seeds, cells }), runs);
}

it('only settings that differ in one option are compared, those that failed least first', () => {
  const found = singleOptionChanges(recordWith([7, 0, 5, 0]), collapsed, 'poor-fit');
  expect(found).toMatchObject([
    {
      axis: 'optimizer.lr',
      from: '0.01',
      to: '0.001',
      pairs: 7,
      failingBefore: 7,
      failingAfter: 0,
      replaced: 0,
      inconclusive: 0,
    },
    { axis: 'loss', from: 'minimax', to: 'hinge', pairs: 7, failingBefore: 7, failingAfter: 5 },
  ]);
  // Seven seeds of seven: 2 / 2^7, twice as two changes were tried. Two of two: 1/2.
  expect(found[0].p).toBeCloseTo(2 * (2 / 128), 12);
  expect(found[1].p).toBeCloseTo(0.5, 12);
});

it('an option is one number or one name, whatever the axes are called', () => {
  const both = (choice: Choice) => ({ generator: choice, discriminator: choice });
  const adam = (lr: number, beta1: number) => ({ name: 'adam', lr, beta1 });
  const variants = [adam(0.01, 0.9), adam(0.001, 0.5), adam(0.001, 0.9), { name: 'sgd', lr: 0.1 }].map(
    (optimizer, i): PlannedCell => ({
      ...collapsed,
      id: `o${i}`,
      setting: { ...collapsed.setting, optimizer: both(optimizer) },
      labels: i === 2 ? {} : { optimizer: label(optimizer) },
    }),
  );
  const runs = variants.map((cell) => runOf(cell, 1, { js: { 0: 0.6, 750: 0.5, 1000: 0.5 } }));
  const found = singleOptionChanges(
    recordOf(experimentOf([], { seeds: 1, cells: variants }), runs),
    variants[0],
    'poor-fit',
  );
  expect(found.map(({ axis, from, to }) => `${axis} ${from} ${to}`)).toEqual([
    'optimizer.lr 0.01 0.001',
    'optimizer adam(beta1=0.9,lr=0.01) sgd(lr=0.1)',
  ]);
});

it('seeds that agree are no evidence, and changes for the worse are listed', () => {
  const [first, second] = singleOptionChanges(recordWith([3, 3, 7, 0]), collapsed, 'poor-fit');
  expect(first).toMatchObject({ to: '0.001', p: 1 });
  expect(second).toMatchObject({ to: 'hinge', failingBefore: 3, failingAfter: 7 });
});

it('inconclusive runs are not paired, and the diagnoses after the change are listed', () => {
  const record = recordWith([7, 0, 5, 0]);
  const runs = record.runs.map((run) =>
    run.cell === slower && run.seed > 3 ? { ...run, outcome: 'diverged' as const } : run,
  );
  const [found] = singleOptionChanges({ ...record, runs }, collapsed, 'poor-fit');
  expect(found).toMatchObject({
    failingBefore: 3,
    failingAfter: 0,
    pairs: 3,
    inconclusive: 4,
    diagnosesAfter: [{ diagnosis: 'diverged' }, {}],
  });
  expect(found.p).toBeCloseTo(0.5, 12); // 2 / 2^3, twice

  const all = record.runs.map((run) => (run.cell === slower ? { ...run, outcome: 'diverged' as const } : run));
  expect(singleOptionChanges({ ...record, runs: all }, collapsed, 'poor-fit')).toMatchObject([{ to: 'hinge' }]);
});

it('another failure in its place is not a cure', () => {
  const ended = (cell: PlannedCell, seed: number, [covered, quality]: readonly [number, number]) =>
    runOf(cell, seed, {
      'modes-covered': { 0: 1, 750: covered, 1000: covered },
      'high-quality': { 0: 0.1, 750: quality, 1000: quality },
    });
  const runs = [1, 2, 3, 4, 5, 6].flatMap((seed) => [
    ended(collapsed, seed, [2, 0.98]),
    ended(slower, seed, [8, seed > 2 ? 0.2 : 0.98]), // every mode now, and most samples near none
  ]);
  const experiment = { ...experimentOf([], { seeds: 6, cells: [collapsed, slower] }) };
  const metrics = ['modes-covered', 'high-quality'].map((name) => ({ column: name, choice: { name } }));
  const record = recordOf({ ...experiment, measure: { ...experiment.measure, metrics } }, runs);
  const [found] = singleOptionChanges(record, collapsed, 'mode-collapse');
  expect(found).toMatchObject({ failingBefore: 6, failingAfter: 0, replaced: 4, pairs: 6, p: 0.5 }); // 2 / 2^2
});

it('runs that are tested by different metrics are not compared', () => {
  // Minimax by the ratio of gradients, other losses by the gradient's own fall.
  const steady = (value: number) => Object.fromEntries(Array.from({ length: 13 }, (_, i) => [100 * i, value]));
  const history = (ratio: number) => ({
    js: steady(0.69),
    'wasserstein-1': steady(8),
    'gradient-ratio': steady(ratio),
    'gradient-norm-generator': steady(1),
  });
  const experiment = experimentOf([], { seeds: 1, cells });
  const metrics = Object.keys(history(1)).map((name) => ({ column: name, choice: { name } }));
  const runs = [collapsed, slower, other].map((cell) => runOf(cell, 1, history(cell === slower ? 2 : 100)));
  const record = recordOf({ ...experiment, measure: { ...experiment.measure, metrics } }, runs);
  expect(singleOptionChanges(record, collapsed, 'vanishing-gradient')).toMatchObject([
    { to: '0.001', failingBefore: 1, failingAfter: 0 },
  ]);
});

it('runs that ended in an error, and settings without runs, are no evidence', () => {
  const record = recordWith([7, 0, 5, 0]);
  const runs = record.runs
    .filter(({ cell }) => cell !== other)
    .map((run) => (run.cell === slower && run.seed > 2 ? { ...run, outcome: 'error' as const } : run));
  const found = singleOptionChanges({ ...record, runs }, collapsed, 'poor-fit');
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ failingBefore: 2, failingAfter: 0, pairs: 2, p: 0.5 });
});
