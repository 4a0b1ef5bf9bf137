/** Rules for test files: those that `npm run test:fast` excludes are named slow, and no test depends on a clock. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { locate } from '../scripts/mutants/locate.js';
import { MUTANTS } from '../scripts/mutants/mutants.js';

const files = ['src', 'test'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(test|laws)\.ts$/.test(name))
    .map((name) => join(folder, name)),
);
const isSlow = (file: string) => /\.slow\.(test|laws)\.ts$/.test(file);
const textOf = (file: string) => readFileSync(file, 'utf8');

/** Starts a process or a browser, or trains a sweep. */
const SLOW = new RegExp(
  [
    "from '(node:child_process|playwright-core|.*/support/command[.]js)'",
    "\\btrain\\b[^}]*\\} from '.*/support/sweeps[.]js'",
    '\\b(runExperiment|joinSweep)\\(',
  ].join('|'),
);

it('files that start processes or browsers, or train sweeps, are named slow', () => {
  expect(files.filter((file) => !isSlow(file) && SLOW.test(textOf(file)))).toEqual([]);
  expect(files.filter(isSlow).length).toBeGreaterThan(10);
});

// test/support/files.ts sets dates that every file system keeps, and test/support/command.ts waits for a condition.
it('no test sets dates or waits by other means', () => {
  const CLOCK = /\b(l?utimes|futimes)(Sync)?\(|\bset(Timeout|Interval)\b|\bsleep\(\d/;
  expect(files.filter((file) => file !== join('test', 'suite.test.ts') && CLOCK.test(textOf(file)))).toEqual([]);
});

// They are run by `npm run mutants`.
it.each(MUTANTS)('the mutant $formula has one place in the sources, and its tests exist', (mutant) => {
  expect(() => locate('.', mutant)).not.toThrow();
  expect(mutant.replace).not.toBe(mutant.find);
});
