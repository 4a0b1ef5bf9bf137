import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { extrasWith } from '../../test/reports/extras.js';
import { experimentRecord } from '../../test/reports/fixtures.js';
import { writeNpy } from '../../test/support/npy-files.js';
import { unpack } from './charts/fixed-point.js';
import { reliabilityFrame } from './charts/reliability.js';
import { contextOf } from './page/context.js';
import { reliability } from './sections/reliability.js';

const folder = await mkdtemp(join(tmpdir(), 'helvetica-reliability-'));
afterAll(() => rm(folder, { recursive: true }));

// Three bins: D says .2 where a tenth is data, nothing in the middle, .9 where all is data.
const ROWS = [0.2, 0.1, 0.5, Number.NaN, Number.NaN, 0, 0.9, 1, 0.5];

test('every setting has its diagram, with the error in words; without the metric there is no such section', async () => {
  const made = await experimentRecord(folder, { name: 'reliability', target: { name: 'ring', modes: 8 }, seeds: 1 });
  expect(await reliability(contextOf([made], extrasWith()))).toBeNull();
  const asked = { column: 'calibration', choice: { name: 'calibration' } };
  const { experiment } = made;
  const record = { ...made, experiment: { ...experiment, measure: { ...experiment.measure, vectors: [asked] } } };
  for (const { folder } of made.runs) {
    await writeNpy(join(folder, 'curves', 'steps.npy'), { shape: [1], data: Float64Array.of(1000) });
    await writeNpy(join(folder, 'curves', 'calibration.npy'), { shape: [1, 3, 3], data: Float64Array.from(ROWS) });
  }
  const section = await reliability(contextOf([record], extrasWith()));
  expect(section!.body.text.match(/class="reliability"/g)).toHaveLength(2);
  expect(section!.body.text).toContain('error 0.1');
});

test('the line passes an empty bin over, and strokes are as high as the mass', () => {
  const { x, lines, dots, strokes } = reliabilityFrame(ROWS);
  const [left, right] = unpack(x);
  const [low, high] = unpack(lines.reliability);
  const unit = (right - left) / 0.7;
  expect((low - high) / 0.9).toBeCloseTo(888 - 34, 0); // the frame's height
  expect(unit).toBeCloseTo(976 - 104, 0); // the frame's width
  expect(unpack(dots)).toEqual([left, low, right, high]);
  const [x0, y0, x1, y1] = unpack(strokes.mass);
  expect([x0, x1]).toEqual([left, left]);
  expect((y0 - y1) / 0.5).toBeCloseTo(888 - 34, 0);
});
