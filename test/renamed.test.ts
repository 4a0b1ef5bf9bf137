/** The names of version 0.1, wherever a user may still write them. Experiment files: src/experiment/read/renamed.test.ts. */
import { afterEach, expect, it, vi } from 'vitest';
import { runCommandLine } from '../src/cli/command-line.js';
import { compareGroups } from '../src/inference/comparisons/compare-groups.js';
import { newName, renamedMessage } from '../src/records/renamed.js';
import { cellOf, experimentOf, recordOf, runOf, testMetrics } from './support/records.js';

afterEach(() => void vi.restoreAllMocks());

it('a word is renamed by its kind, a path by its first step', () => {
  expect(newName('key', 'verdicts')).toBe('failures');
  expect(newName('function', 'verdict')).toBe('diagnosis');
  expect(newName('key', 'verdict')).toBeUndefined();
  expect(newName('key', 'constructor')).toBeUndefined();
  expect(renamedMessage('key', 'penalty.discriminator.gamma')).toBe(
    '"penalty.discriminator.gamma" is called "regularizer.discriminator.gamma" since version 0.2',
  );
  expect(renamedMessage('key', 'optimizer.penalty')).toBeUndefined();
});

it('an axis to compare by is refused with its new name', () => {
  const runs = [1, 2].map((seed) => runOf(cellOf('minimax'), seed, { js: { 0: 0.5 } }));
  const record = recordOf(experimentOf([], { cells: [cellOf('minimax'), cellOf('hinge')] }), runs);
  expect(() => compareGroups([record], { by: 'penalty.gamma' }, testMetrics)).toThrow(
    '"penalty.gamma" is called "regularizer.gamma" since version 0.2',
  );
});

it.each([
  ['list penalties', '"penalties" is called "regularizers" since version 0.2'],
  ['list arena', '"arena" is called "game" since version 0.2'],
  ['list verdicts', '"verdicts" is called "failures" since version 0.2'],
  ['list failures imprecise', '"imprecise" is called "poor-fit" since version 0.2'],
])('helvetica %s is refused with the new name', async (line, message) => {
  const messages: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => messages.push(String(text)) > 0);
  expect(await runCommandLine(line.split(' '))).toBe(2);
  expect(messages.join('')).toContain(message);
});
