import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { NpyArray } from '../../../core/files/npy.js';
import { readKeptRun } from './kept.js';
import { writeRun } from './runs.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'helvetica-kept-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const PARAMETERS = 3;
const STEPS: NpyArray = { shape: [2], data: Float64Array.of(0, 20) };
const ROWS: NpyArray = { shape: [2, PARAMETERS], data: Float32Array.of(1, 2, 3, 4, 5, 6) };

/** A run of 20 steps whose summary vouches for these arrays, whatever they are. */
async function keptOf(changes: { readonly steps?: NpyArray; readonly rows?: NpyArray } = {}) {
  const { steps = STEPS, rows = ROWS } = changes;
  await writeRun(folder, {
    summary: { outcome: 'finished', steps: 20, reason: null, measured: 'm' },
    environment: {} as never,
    history: [],
    arrays: { 'parameter-steps.npy': steps, 'parameters.npy': rows },
  });
  return readKeptRun(folder, PARAMETERS);
}

it('what a run kept is read in order of steps', async () => {
  expect((await keptOf())?.rows).toEqual([
    { step: 0, parameters: Float32Array.of(1, 2, 3) },
    { step: 20, parameters: Float32Array.of(4, 5, 6) },
  ]);
});

it('a run that kept nothing has no rows', async () => {
  const none = { shape: [0], data: new Float64Array() };
  expect((await keptOf({ steps: none, rows: { shape: [0, 0], data: new Float32Array() } }))?.rows).toEqual([]);
});

it.each<[string, Parameters<typeof keptOf>[0]]>([
  ['steps in a matrix', { steps: { ...STEPS, shape: [2, 1] } }],
  ['parameters in a list', { rows: { ...ROWS, shape: [6] } }],
  ['parameters of more steps', { rows: { shape: [3, PARAMETERS], data: new Float32Array(9) } }],
  ['parameters of another setting', { rows: { shape: [2, 4], data: new Float32Array(8) } }],
  ['steps out of order', { steps: { ...STEPS, data: Float64Array.of(20, 0) } }],
  ['a step twice', { steps: { ...STEPS, data: Float64Array.of(20, 20) } }],
  ['a negative step', { steps: { ...STEPS, data: Float64Array.of(-1, 20) } }],
  ['a step between two', { steps: { ...STEPS, data: Float64Array.of(0.5, 20) } }],
  ['a step that is NaN', { steps: { ...STEPS, data: Float64Array.of(Number.NaN, 20) } }],
  ['a step that the run never reached', { steps: { ...STEPS, data: Float64Array.of(0, 21) } }],
])('%s under a right checksum is not of this run', async (_, changes) => {
  expect(await keptOf(changes)).toBeNull();
});
