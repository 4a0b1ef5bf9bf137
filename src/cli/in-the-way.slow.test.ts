import { cpSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it, vi } from 'vitest';
import { sweepText } from '../../test/support/sweep-text.js';
import { temporaryFolder } from '../../test/support/sweeps.js';
import { runCommandLine } from './command-line.js';

const root = temporaryFolder('in-the-way');
const file = join(root, 'held.yaml');
let made = 0;
let results = join(root, 'whole');
let run: string;

async function helvetica(...words: readonly string[]) {
  const messages: string[] = [];
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => messages.push(String(text)) > 0);
  const code = (await runCommandLine(words)) ?? Number(process.exitCode ?? 0);
  vi.restoreAllMocks();
  process.exitCode = undefined;
  return { code, messages: messages.join('') };
}
const trained = () => helvetica('run', file, '--results', results, '--workers', '0');
const looks = [() => helvetica('plan', file, '--results', results), () => helvetica('status', join(results, 'held'))];

beforeAll(async () => {
  writeFileSync(file, sweepText({ name: 'held', base: { steps: 2 }, seeds: 1, measure: { every: 2, samples: 20 } }));
  expect((await trained()).code).toBe(0);
  const [{ cells }] = [
    JSON.parse(readFileSync(join(results, 'held', 'experiment.json'), 'utf8')) as { cells: { folder: string }[] },
  ];
  run = join('cells', cells[0].folder, 'seeds', '1');
});

/** `seen`: also by plan and status. */
it.each([
  { name: 'experiment.json', seen: true, at: () => 'experiment.json' },
  { name: 'the folder of cells', seen: true, at: () => 'cells' },
  { name: "a run's folder", seen: true, at: () => run },
  { name: 'summary.json', seen: true, at: () => join(run, 'summary.json') },
  { name: 'history.csv', seen: false, at: () => join(run, 'history.csv') },
  { name: 'parameters.npy', seen: false, at: () => join(run, 'parameters.npy') },
  { name: 'environment.json', seen: false, at: () => join(run, 'environment.json') },
  { name: 'the folder of samples', seen: false, at: () => join(run, 'samples') },
  { name: 'an array', seen: false, at: () => join(run, 'samples', 'real.npy') },
])('a folder where a file should be, or a file where a folder should be, is named: $name', async ({ at, seen }) => {
  results = join(root, String(++made));
  cpSync(join(root, 'whole'), results, { recursive: true, preserveTimestamps: true });
  const path = join(results, 'held', at());
  const kind = statSync(path).isDirectory()
    ? 'a file is where a folder should be'
    : 'a folder is where a file should be';
  renameSync(path, join(root, `aside-${made}`));
  if (kind.startsWith('a file')) writeFileSync(path, '');
  else mkdirSync(path);
  const said = [];
  for (const command of [trained, ...(seen ? looks : [])]) said.push(await command());
  for (const { code, messages } of said) {
    expect(messages).toContain(
      `helvetica: ${path}: ${kind}; existing results are intact: fix this, then run the same command again\n`,
    );
    expect(code).toBe(4);
  }
});
