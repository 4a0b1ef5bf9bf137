import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadText, temporaryFolder } from '../../../test/support/sweeps.js';
import { METRICS_VERSION } from '../../metrics/version.js';
import { differencesText } from '../../records/differences.js';
import type { Experiment, Measure } from '../../records/experiment.js';
import { ENGINE_VERSION, onBackend } from '../../records/identity.js';
import type { Environment } from '../../records/run-record.js';
import { measureIdentity } from '../measure/measure-identity.js';
import { cellFolder, seedFolder } from '../store/layout.js';
import { writeEnvironment } from '../store/runs/environment.js';
import { measureChanges, staleCells } from './staleness.js';
import { survey } from './survey.js';

const root = temporaryFolder('stale');

const FILE = `
name: x
question: Why is it stale?
base:
  target: ring
  generator: mlp
  discriminator: mlp
  optimizer: { name: adam, lr: 0.125 }
  steps: 30
vary: { loss: [hinge, minimax] }
measure: { every: 10, metrics: [js] }
`;

const load = (text = FILE) => loadText(join(root, 'x.yaml'), text);

const HERE: Environment = {
  helvetica: '0.2.0',
  engine: ENGINE_VERSION,
  backend: 'onnx',
  backendDescription: 'of a test',
  node: 'v22',
  processor: 'of a test',
  platform: 'linux x64',
  commit: null,
  command: 'test',
};

let made = 0;
/** A folder in which every cell of the plan has one run. */
function leave({ cells }: Experiment, environment: Partial<Environment> = {}): string {
  const folder = join(root, String(++made));
  for (const cell of cells) {
    mkdirSync(seedFolder(folder, cell, 1), { recursive: true });
    writeFileSync(join(cellFolder(folder, cell), 'setting.json'), JSON.stringify(cell.setting));
    writeEnvironment(seedFolder(folder, cell, 1), { ...HERE, ...environment });
  }
  return folder;
}

/** The changes of the cells of `now`, in their order. */
function said(now: Experiment, folder: string, before: Experiment | null = null): (string | null)[] {
  const { unplanned } = survey(now, folder);
  const stale = staleCells(now.cells, { folder, unplanned, previous: before, backend: 'onnx' });
  return now.cells.map(({ id }) => (stale.has(id) ? differencesText(stale.get(id)!.changes) : null));
}

describe('a cell that is not there', () => {
  it('is similar to the one that differs in one field', async () => {
    const folder = leave(await load());
    expect(said(await load(FILE.replace('steps: 30', 'steps: 50')), folder)).toEqual([
      'steps 30 -> 50',
      'steps 30 -> 50',
    ]);
    expect(said(await load(FILE.replace('lr: 0.125', 'lr: 0.5')), folder)[1]).toBe('optimizer.lr 0.125 -> 0.5');
  });

  it('is similar to the one with the same axes, where more fields differ', async () => {
    const before = await load();
    const folder = leave(before);
    const now = await load(FILE.replace('steps: 30', 'steps: 50\n  batch: 64'));
    expect(said(now, folder, before)).toEqual(Array(2).fill('steps 30 -> 50, batch 256 -> 64'));
    expect(said(now, folder)).toEqual([null, null]);
  });

  it('is new where the other cells are still in the plan', async () => {
    const folder = leave(await load());
    expect(said(await load(FILE.replace('minimax]', 'minimax, wasserstein]')), folder)[2]).toBeNull();
  });

  it('was made by another ENGINE, or another backend, where nothing else differs', async () => {
    const now = await load();
    const old = { ...now, cells: now.cells.map((cell) => ({ ...cell, folder: `${cell.folder}-old` })) };
    expect(said(now, leave(old, { engine: ENGINE_VERSION - 1, backend: 'onnx' }))).toEqual(
      Array(2).fill(`ENGINE ${ENGINE_VERSION - 1} -> ${ENGINE_VERSION}`),
    );
    const eager = { ...now, cells: now.cells.map((cell) => onBackend(cell, 'tfjs')) };
    expect(said(now, leave(eager, { engine: ENGINE_VERSION, backend: 'tfjs' }))[0]).toBe('backend tfjs -> onnx');
  });
});

describe('a run that is to be measured again', () => {
  const before: Measure = { every: 10, samples: 5, metrics: [{ column: 'js', choice: { name: 'js' } }], keep: 'all' };
  const now: Measure = { ...before, every: 5, metrics: [] };
  const why = (measured: string, old: Measure | null) =>
    differencesText(measureChanges(measured, { now, before: old }));

  it('was measured as in the previous plan', () => {
    expect(why(measureIdentity(before), before)).toBe('measure.every 10 -> 5, measure.metrics [js] -> []');
  });

  it('was measured by other METRICS', () => {
    expect(why(measureIdentity(now, METRICS_VERSION - 1), before)).toBe(
      `METRICS ${METRICS_VERSION - 1} -> ${METRICS_VERSION}`,
    );
  });

  it('was measured by other METRICS as in the previous plan', () => {
    expect(why(measureIdentity(before, METRICS_VERSION - 1), before)).toBe(
      `METRICS ${METRICS_VERSION - 1} -> ${METRICS_VERSION}, measure.every 10 -> 5, measure.metrics [js] -> []`,
    );
  });

  it('was measured as in a plan that no longer exists', () => {
    expect(why(measureIdentity(before), null)).toBe('measure as in an earlier plan -> as in this plan');
  });
});
