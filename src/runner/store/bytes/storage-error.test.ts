import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { storageError } from './storage-error.js';

const folder = mkdtempSync(join(tmpdir(), 'helvetica-folders-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  'EFBIG',
  'EBUSY',
  'ENOSYS',
  'EINVAL',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EROFS',
  'EDQUOT',
  'ENOSPC',
  'EIO',
  'ESTALE',
  'EMFILE',
])('%s has a sentence', (code) => {
  const { message } = storageError('results/ring', code, 'results/ring/history.csv')!;
  expect(message).toMatch(/^results\/ring: [a-z].* .*; existing results are intact/);
  expect(message).not.toContain(code);
});

it('codes that have nothing to do with a disk need the path of a file', () => {
  expect(storageError('results/ring', 'EINVAL')).toBeNull();
  expect(storageError('results/ring', 'ERR_INVALID_ARG_TYPE', 'x')).toBeNull();
});

it('a folder that is being removed, its plan last, counts as removed', () => {
  writeFileSync(join(folder, 'experiment.json'), '{}');
  const lost = join(folder, 'cells', 'c', 'seeds', '1', 'history.csv.tmp');
  expect(storageError(folder, 'ENOENT', lost)?.message).toContain('the results folder was removed');
  // A file that is not there, in a folder that is, is a bug of ours; one elsewhere is none of the disk's doing.
  expect(storageError(folder, 'ENOENT', join(folder, 'setting.json'))).toBeNull();
  expect(storageError(folder, 'ENOENT', '/nowhere/data.csv')).toBeNull();
  expect(storageError(folder, 'ENOENT')).toBeNull();
  rmSync(join(folder, 'experiment.json'));
  expect(storageError(folder, 'ENOENT')?.message).toContain('the results folder was removed');
});
