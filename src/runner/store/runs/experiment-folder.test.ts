import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeExperimentFolder } from './experiment-folder.js';

const folder = mkdtempSync(join(tmpdir(), 'helvetica-folders-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the folders of an experiment are made one by one, so that what refuses one is known', () => {
  makeExperimentFolder(join(folder, 'results', 'deep', 'mine'));
  makeExperimentFolder(join(folder, 'results', 'deep', 'mine'));
  expect(existsSync(join(folder, 'results', 'deep', 'mine'))).toBe(true);
  writeFileSync(join(folder, 'taken'), '');
  expect(() => makeExperimentFolder(join(folder, 'taken', 'mine'))).toThrow('ENOTDIR');
  if (process.platform !== 'linux') return;
  // A file system without mkdir; for a recursive one Node would report ENOENT.
  expect(() => makeExperimentFolder('/proc/results/mine')).toThrow("mkdir '/proc/results'");
});
