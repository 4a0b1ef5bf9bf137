import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeNpy } from '../../../test/support/npy-files.js';
import { extrasWith } from '../../../test/support/reports/extras.js';
import { experimentRecord } from '../../../test/support/reports/invented-experiments.js';
import type { ExperimentRecord } from '../../records/run-record.js';
import { shareStrip } from '../charts/share-strip.js';
import { contextOf } from '../page/context.js';
import { modeWeightsSection } from './mode-weights.js';

let folder: string;
let record: ExperimentRecord;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'helvetica-weights-'));
  const made = await experimentRecord(folder, { name: 'weights', target: { name: 'ring', modes: 8 }, seeds: 2 });
  const asked = { column: 'mode-weights', choice: { name: 'mode-weights' } };
  const { experiment } = made;
  record = { ...made, experiment: { ...experiment, measure: { ...experiment.measure, vectors: [asked] } } };
  for (const { folder, cell } of made.runs) {
    const rows = cell === made.runs[0].cell ? [0, 1] : [1, 2];
    const data = new Float64Array(24);
    rows.forEach((mode) => {
      data[8 + mode] = 0.5;
    });
    data.fill(Number.NaN, 0, 8).fill(1 / 8, 16);
    await writeNpy(join(folder, 'curves', 'steps.npy'), { shape: [3], data: Float64Array.of(0, 500, 1000) });
    await writeNpy(join(folder, 'curves', 'mode-weights.npy'), { shape: [3, 8], data });
  }
});
afterAll(() => rm(folder, { recursive: true }));

test('every setting has a strip per seed, with the final shares of its modes', async () => {
  const section = await modeWeightsSection(contextOf([record], extrasWith()));
  const page = section!.body.text;
  expect(page.match(/<svg class="strip"/g)).toHaveLength(4);
  expect(page).toContain('seed 1: 8 modes at the end, largest share 13');
  expect(page).toContain('seed 2');
  expect(page.match(/class="missing"/g)).toHaveLength(4);
});

test('without the metric, and on targets without modes, there is no such section', async () => {
  const { vectors: _, ...measure } = record.experiment.measure;
  const without = { ...record, experiment: { ...record.experiment, measure } };
  expect(await modeWeightsSection(contextOf([without], extrasWith()))).toBeNull();
  expect(await modeWeightsSection(contextOf([record], { ...extrasWith(), distribution: () => null }))).toBeNull();
});

test('the expected share is half shaded, twice as much or more fully, nothing not at all', () => {
  const data = [0.25, 0.5, 0, 0.25, 0.9, 0.1, 0, 0];
  const over = { steps: [0, 10], shape: [4], at: (t: number) => data.slice(4 * t, 4 * t + 4) };
  const drawn = shareStrip(over, [0.25, 0.25, 0.25, 0.25], { colour: '#123456', label: 'four' }).text;
  const cells = (opacity: string) =>
    new RegExp(`fill-opacity="${opacity}" d="([^"]*)"`).exec(drawn)?.[1].match(/M[\d. ]+/g);
  // Two columns of 243 from 34 on, four rows of 18: modes 1 and 4 at step 0; mode 2 at step 0 and mode 1 at step 10.
  expect(cells('0.5')).toEqual(['M34 0', 'M34 54']);
  expect(cells('1')).toEqual(['M34 18', 'M277 0']);
  expect(cells('0.25')).toEqual(['M277 18']);
  expect(drawn.match(/M\d/g)).toHaveLength(5);
});
