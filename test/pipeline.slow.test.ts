/** From an experiment file to a report, through the command line and its worker processes. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeNotice } from '../src/cli/terminal/node-version.js';
import { BIN, helvetica as commandIn, isTraining, until } from './support/command.js';
import { dateOf, setDate } from './support/files.js';
import { sweepText } from './support/sweep-text.js';
import { temporaryFolder } from './support/sweeps.js';

const text = (steps: number) =>
  sweepText({
    name: 'tiny',
    question: 'Does it work from end to end?',
    base: { steps, optimizer: { name: 'adam' } },
    vary: { loss: ['non-saturating', 'minimax'] },
    seeds: 4,
    measure: { every: steps / 2, metrics: ['modes-covered', 'high-quality'] },
    claims: [
      {
        id: 'counts',
        says: 'No more modes are covered than the target has.',
        source: 'a test',
        given: { loss: 'minimax' },
        holds: 'end("modes-covered") <= 4',
      },
    ],
  });

const folder = temporaryFolder('pipeline');
writeFileSync(join(folder, 'tiny.yaml'), text(20));
writeFileSync(join(folder, 'long.yaml'), text(2_000_000));

const helvetica = (...words: string[]) => commandIn(folder, words);

describe('the version of Node', () => {
  it('gets one line on stderr if it has no support, once per command, and none on stdout', async () => {
    const lines = nodeNotice(process.version) === null ? 0 : 1;
    const list = await helvetica('list', 'losses', '--json');
    expect(list.stderr.split('\n').filter((line) => line.startsWith('note    Node '))).toHaveLength(lines);
    expect(JSON.parse(list.stdout)).not.toEqual([]);
    // Worker processes do not repeat it.
    const run = await helvetica('run', 'tiny.yaml', '--workers', '2', '--results', 'noticed');
    expect(run.stderr.match(/note {4}Node /g) ?? []).toHaveLength(lines);
  });
});

// Each starts a process that loads the engine, and its workers.
describe('helvetica run', () => {
  it('trains in worker processes, writes tables and a report, and finds every run cached the second time', async () => {
    const first = await helvetica('run', 'tiny.yaml', '--workers', '2');
    expect(first.code, first.stderr).toBe(0);
    expect(first.stderr).toContain('8 runs = 2 settings x 4 seeds . 0 cached . 2 workers');
    expect(first.stdout).toMatch(/non-saturating +4\/4 finished/);
    expect(first.stdout).toMatch(/undecided +counts +4\/4 yes/);
    const results = await readFile(join(folder, 'results/tiny/results.csv'), 'utf8');
    expect(results.split('\n')[0]).toBe('cell,seed,outcome,diagnosis,steps,loss,modes-covered,high-quality');
    expect(results.trim().split('\n')).toHaveLength(9);
    const report = join(folder, 'results/tiny/report.html');
    expect(await readFile(report, 'utf8')).toContain('Does it work from end to end?');

    setDate(report, Date.now() + 3_600_000); // younger than the runs, by any clock's grain
    const made = dateOf(report);
    const again = await helvetica('run', 'tiny.yaml', '--workers', '2');
    expect(again.code).toBe(0);
    expect(again.stderr).toContain('8 cached . nothing to do');
    expect(again.stdout).toBe(first.stdout);
    expect(dateOf(report)).toBe(made);

    await rm(join(folder, 'results/tiny/results.csv'));
    expect((await helvetica('report', 'results/tiny')).code).toBe(0);
    expect(await readFile(join(folder, 'results/tiny/results.csv'), 'utf8')).toBe(results);
  });

  it('trains shards separately and merges them in a report', async () => {
    const shards = ['1/2', '2/2'].map((shard) => [
      '--shard',
      shard,
      '--results',
      `shard-${shard[0]}`,
      '--workers',
      '0',
    ]);
    for (const shard of shards) {
      const { stderr } = await helvetica('run', 'tiny.yaml', ...shard);
      expect(stderr).toContain('4 in other shards');
    }
    const { stdout, stderr } = await helvetica('report', 'shard-1/tiny', 'shard-2/tiny');
    expect(stdout).toBe('tiny.html\n');
    expect(stderr).toContain('tiny: 8 of 8 runs, from shard-1/tiny, shard-2/tiny\n');
    expect((await helvetica('run', 'tiny.yaml', '--results', 'whole')).code).toBe(0);
    const table = (path: string) => readFile(join(folder, path), 'utf8');
    expect(await table('tiny.results.csv')).toBe(await table('whole/tiny/results.csv'));
    expect(await table('tiny.history.csv')).toBe(await table('whole/tiny/history.csv'));
  });

  it('writes the same bytes in one process and in several', async () => {
    expect((await helvetica('run', 'tiny.yaml', '--workers', '2', '--results', 'two')).code).toBe(0);
    expect((await helvetica('run', 'tiny.yaml', '--workers', '0', '--results', 'none')).code).toBe(0);
    const table = (results: string) => readFile(join(folder, results, 'tiny/history.csv'), 'utf8');
    expect(await table('two')).toBe(await table('none'));
  });

  it.each([
    ['SIGINT', 130],
    ['SIGUSR1', 143],
  ] as const)('on %s returns its leases, says how to continue, and exits with %i', async (signal, code) => {
    const words = ['run', 'long.yaml', '--results', signal, '--workers', '2', '--checkpoint-every', '100'];
    const child = spawn(process.execPath, [BIN, ...words], { cwd: folder });
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    const ending = new Promise((resolve) => child.on('close', resolve));
    await until(async () => (await isTraining(join(folder, signal))) || child.exitCode !== null || undefined);
    child.kill(signal);
    const ended = await ending;
    expect(ended, stderr).toBe(code);
    expect(stderr).toContain('run the same command again');
    const left = await readdir(join(folder, signal), { recursive: true });
    expect(left.filter((name) => /lease|[.]tmp$/.test(name))).toEqual([]);
  });
});
