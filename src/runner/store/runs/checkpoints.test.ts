import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { readSealed, writeSealed } from '../bytes/sealed.js';
import { type KeptStep, latestState, readCheckpoints, removeCheckpoints, writeCheckpoint } from './checkpoints.js';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'helvetica-checkpoints-'));
});
afterAll(() => rm(root, { recursive: true }));

let made = 0;
async function fresh(): Promise<string> {
  const folder = join(root, String(++made));
  await mkdir(folder);
  return folder;
}

const bytes = ({ buffer, byteOffset, byteLength }: Float32Array | Float64Array) => [
  ...new Uint8Array(buffer, byteOffset, byteLength),
];
const MEASUREMENT = z.strictObject({ value: z.number() });
const RUN = { cell: 'abc', seed: 3 };
const STATE = Float32Array.of(1.5, -0, Number.NaN, 1e-45, Number.POSITIVE_INFINITY);
const kept = (step: number): KeptStep<{ value: number }> => ({
  step,
  measured: 'm',
  measurement: { value: step / 3 },
  parameters: Float64Array.of(step, 0.1),
});

async function three(): Promise<string> {
  const folder = await fresh();
  await writeCheckpoint(folder, RUN, { step: 90, state: STATE, last: null, kept: [kept(0), kept(50)] });
  await writeCheckpoint(folder, RUN, { step: 100, state: STATE, last: null, kept: [kept(100)] });
  await writeCheckpoint(folder, RUN, {
    step: 110,
    state: STATE,
    last: { step: 100, state: Float32Array.of(0.1) },
    kept: [],
  });
  return folder;
}

it('comes back to the bit: the last two states, and every measurement', async () => {
  const folder = await three();
  const found = await readCheckpoints<{ value: number }>(folder, RUN, MEASUREMENT);
  expect(found.states.map(({ step }) => step)).toEqual([110, 100]);
  expect(bytes(found.states[0].state)).toEqual(bytes(STATE));
  expect(found.states.map(({ last }) => last && [last.step, ...last.state])).toEqual([[100, Math.fround(0.1)], null]);
  expect(found.states[0].state).toBeInstanceOf(Float32Array);
  expect([...found.kept.values()].sort((a, b) => a.step - b.step)).toEqual([kept(0), kept(50), kept(100)]);
  expect(found.damaged).toEqual([]);
  expect(latestState(await readdir(join(folder, 'unfinished')))).toBe(110);
  removeCheckpoints(folder);
  expect(await readdir(folder)).toEqual([]);
  expect(await readCheckpoints(folder, RUN, MEASUREMENT)).toEqual({ states: [], kept: new Map(), damaged: [] });
});

it('truncated at any length, or with any bit flipped, is not used', async () => {
  const path = join(await fresh(), 'file');
  await writeSealed(path, { step: 1, state: STATE });
  const whole = await readFile(path);
  for (let length = 0; length < whole.length; length += 1) {
    await writeFile(path, whole.subarray(0, length));
    expect(await readSealed(path), `${length} bytes`).toBeUndefined();
  }
  for (let bit = 0; bit < 8 * whole.length; bit += 7) {
    const turned = Buffer.from(whole);
    turned[bit >> 3] ^= 1 << (bit & 7);
    await writeFile(path, turned);
    expect(await readSealed(path), `bit ${bit}`).toBeUndefined();
  }
});

it('a damaged state leaves the one before it', async () => {
  const folder = await three();
  await truncate(join(folder, 'unfinished', 'state-110'), 40);
  const { states, damaged } = await readCheckpoints(folder, RUN, MEASUREMENT);
  expect(states.map(({ step }) => step)).toEqual([100]);
  expect(damaged).toEqual(['state-110']);
});

it('of another run is not read', async () => {
  const folder = await three();
  const { states, kept, damaged } = await readCheckpoints(folder, { ...RUN, seed: 4 }, MEASUREMENT);
  expect([states, kept.size, damaged.length]).toEqual([[], 0, 4]);
});

it.each<[string, object]>([
  ['no state', { ...RUN }],
  ['a state that is a list', { ...RUN, state: { step: 110, state: [1, 2], last: null } }],
  ['a step that is NaN', { ...RUN, state: { step: Number.NaN, state: STATE, last: null } }],
  ['a last state without a step', { ...RUN, state: { step: 110, state: STATE, last: { state: STATE } } }],
])('of another shape is damaged, whatever its checksum says: %s', async (_, forged) => {
  const folder = await three();
  await writeSealed(join(folder, 'unfinished', 'state-110'), forged);
  const { states, damaged } = await readCheckpoints(folder, RUN, MEASUREMENT);
  expect([states.map(({ step }) => step), damaged]).toEqual([[100], ['state-110']]);
  await writeSealed(join(folder, 'unfinished', 'state-110'), {
    ...RUN,
    state: { step: 110, state: STATE, last: null },
  });
  expect((await readCheckpoints(folder, RUN, MEASUREMENT)).damaged).toEqual([]);
});
