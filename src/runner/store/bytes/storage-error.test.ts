import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { storageError } from './storage-error.js';

const folder = mkdtempSync(join(tmpdir(), 'helvetica-folders-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

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
