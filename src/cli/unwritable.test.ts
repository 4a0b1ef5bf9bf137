import { expect, it } from 'vitest';
import { ifWritable } from './unwritable.js';

const failing = (code: string) => () =>
  Promise.reject(Object.assign(new Error(code), { code, path: 'results/ring/results.csv' }));

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
