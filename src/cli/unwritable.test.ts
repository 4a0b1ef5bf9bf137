import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeWhole } from '../runner/store/bytes/atomic.js';
import { ifWritable } from './unwritable.js';

const failing =
  (code: string, paths: object = { path: 'results/ring/results.csv.1.tmp', dest: './results/ring/results.csv' }) =>
  () =>
    Promise.reject(Object.assign(new Error(code), { code, ...paths }));

it.each([
  ['EROFS', 'results/ring: the disk is read-only'],
  ['EACCES', 'results/ring: this folder is not writable'],
  ['EPERM', 'results/ring: this folder is not writable'],
])('%s is reported, and the command goes on', async (code, sentence) => {
  const said: string[] = [];
  expect(await ifWritable('results/ring', failing(code), (reason) => said.push(reason))).toBeNull();
  expect(said).toEqual([sentence]);
});

it('a full disk is an error, and what was written is returned', async () => {
  await expect(ifWritable('results/ring', failing('ENOSPC'), () => undefined)).rejects.toThrow('ENOSPC');
  expect(
    await ifWritable(
      'results/ring',
      async () => 'written',
      () => undefined,
    ),
  ).toBe('written');
});

it.each([
  ['a file of a run that cannot be read', { path: 'results/ring/cells/a/seeds/1/history.csv' }],
  ['a file of the folder that cannot be read', { path: 'results/ring/experiment.json' }],
  ['a file elsewhere that cannot be written', { path: 'elsewhere/a.1.tmp', dest: 'elsewhere/a' }],
])('%s is an error, and not blamed on the folder', async (_, paths) => {
  await expect(ifWritable('results/ring', failing('EACCES', paths), () => undefined)).rejects.toThrow('EACCES');
});

it('a file that writeWhole could not write is reported', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'helvetica-unwritable-'));
  const said: string[] = [];
  // Renaming to a folder fails with another code on each platform, here with that of one.
  mkdirSync(join(folder, 'report.html'));
  const work = () =>
    writeWhole(join(folder, 'report.html'), 'page').catch((error) =>
      Promise.reject(Object.assign(error, { code: 'EPERM' })),
    );
  expect(await ifWritable(folder, work, (reason) => said.push(reason))).toBeNull();
  expect(said).toEqual([`${folder}: this folder is not writable`]);
  rmSync(folder, { recursive: true });
});
