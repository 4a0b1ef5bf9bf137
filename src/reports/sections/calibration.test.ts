import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeNpy } from '../../../test/support/npy-files.js';
import { extrasWith } from '../../../test/support/reports/extras.js';
import { experimentRecord } from '../../../test/support/reports/invented-experiments.js';
import { unpackCoordinates } from '../charts/packed-coordinates.js';
import { reliabilityFrame } from '../charts/reliability-diagram.js';
import { contextOf } from '../page/context.js';
import { calibrationSection } from './calibration.js';

const folder = await mkdtemp(join(tmpdir(), 'helvetica-reliability-'));
afterAll(() => rm(folder, { recursive: true }));

// Three bins: D is 0.2 where a tenth is data, the middle is empty, D is 0.9 where all is data.
const ROWS = [0.2, 0.1, 0.5, Number.NaN, Number.NaN, 0, 0.9, 1, 0.5];

test('every setting has a diagram with its error; without the metric there is no such section', async () => {
  const made = await experimentRecord(folder, { name: 'reliability', target: { name: 'ring', modes: 8 }, seeds: 1 });
  expect(await calibrationSection(contextOf([made], extrasWith()))).toBeNull();
  const asked = { column: 'calibration', choice: { name: 'calibration' } };
  const { experiment } = made;
  const record = { ...made, experiment: { ...experiment, measure: { ...experiment.measure, vectors: [asked] } } };
  for (const { folder } of made.runs) {
    await writeNpy(join(folder, 'curves', 'steps.npy'), { shape: [1], data: Float64Array.of(1000) });
    await writeNpy(join(folder, 'curves', 'calibration.npy'), { shape: [1, 3, 3], data: Float64Array.from(ROWS) });
  }
  const section = await calibrationSection(contextOf([record], extrasWith()));
  expect(section!.body.text.match(/class="reliability"/g)).toHaveLength(2);
  expect(section!.body.text).toContain('calibration error 0.1');
});

test('the line skips an empty bin, and bars are as high as the mass', () => {
  const { x, lines, dots, segments } = reliabilityFrame(ROWS);
  const [left, right] = unpackCoordinates(x);
  const [low, high] = unpackCoordinates(lines.reliability);
  const unit = (right - left) / 0.7;
  expect((low - high) / 0.9).toBeCloseTo(888 - 34, 0); // the frame's height
  expect(unit).toBeCloseTo(976 - 104, 0); // the frame's width
  expect(unpackCoordinates(dots)).toEqual([left, low, right, high]);
  const [x0, y0, x1, y1] = unpackCoordinates(segments.mass);
  expect([x0, x1]).toEqual([left, left]);
  expect((y0 - y1) / 0.5).toBeCloseTo(888 - 34, 0);
});
