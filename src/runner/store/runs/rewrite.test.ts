import { cpSync, mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checksumsOf } from '../../../../test/support/folders.js';
import { settleRewrite } from './rewrite.js';
import { areIntact, writeRun, writeRunStepwise } from './runs.js';
import { readSummary } from './summary.js';

const row = (n: number) => ({ shape: [n], data: Float64Array.from({ length: n }, (_, i) => i) });
const ended = { outcome: 'finished', steps: 1, reason: null } as const;
const first = {
  summary: { ...ended, measured: 'js' },
  environment: { command: 'first' } as never,
  history: [{ step: 0, metric: 'js', value: { value: 0.5 } }],
  arrays: {
    'parameters.npy': row(3),
    'samples/steps.npy': row(1),
    'curves/old.npy': row(2),
    'curves/both.npy': row(2),
  },
};
const second = {
  summary: { ...ended, measured: 'js, value' },
  environment: { command: 'second' } as never,
  history: [...first.history, { step: 0, metric: 'value', value: { value: 2 } }],
  estimators: { seed: 1, samples: 1, columns: {} },
  arrays: { 'samples/steps.npy': row(2), 'curves/both.npy': row(4) },
};

let root: string;
let made = 0;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'helvetica-again-'));
});
afterAll(() => rmSync(root, { recursive: true }));

/** As `first` left it, then as `second` did when it was killed after so many changes of the disk. */
async function killed(changes: number): Promise<{ readonly folder: string; readonly isOver: boolean }> {
  const folder = mkdtempSync(join(root, `${++made}-`));
  await writeRun(folder, first);
  const going = writeRunStepwise(folder, second);
  for (let i = 0; i < changes; i++) if ((await going.next()).done) return { folder, isOver: true };
  return { folder, isOver: false };
}

it('killed between any two changes of the disk, a run is what it was or what it was to be, and never in between', async () => {
  const { folder: old } = await killed(0);
  const { folder: whole } = await killed(Infinity);
  const [before, after] = [await checksumsOf(old), await checksumsOf(whole)];
  expect(Object.keys(after).filter((path) => path.startsWith('curves'))).toEqual(['curves/both.npy']);
  const found: string[] = [];
  for (let changes = 1; ; changes++) {
    const { folder, isOver } = await killed(changes);
    if (isOver) break;
    // The process that settles it may be killed too: the next one completes it.
    settleRewrite(folder);
    expect(areIntact(folder, readSummary(folder)!)).toBe(true);
    const now = await checksumsOf(folder);
    found.push(readSummary(folder)!.measured);
    expect(now, `${changes}`).toEqual(found.at(-1) === 'js' ? before : after);
    await writeRun(folder, second);
    expect(await checksumsOf(folder)).toEqual(after);
  }
  expect(found.filter((measured) => measured === 'js').length).toBeGreaterThan(4);
  expect(found.filter((measured) => measured === 'js, value').length).toBeGreaterThan(6);
});

it('what the power took from beside it is dropped, and what it was stands', async () => {
  const { folder: old } = await killed(0);
  // The last change before anything is moved is the new summary, whose files had not reached the disk.
  let changes = 1;
  for (; readSummary(join((await killed(changes)).folder, 'again')) === undefined; changes++);
  const { folder } = await killed(changes);
  const copy = join(root, 'copy');
  cpSync(folder, copy, { recursive: true });
  truncateSync(join(copy, 'again', 'curves', 'both.npy'), 20);
  settleRewrite(copy);
  expect(await checksumsOf(copy)).toEqual(await checksumsOf(old));
});
