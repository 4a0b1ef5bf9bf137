/** From an experiment file to a report, through the command line and its worker processes. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const BIN = fileURLToPath(new URL('../bin/helvetica.js', import.meta.url));
const FILE = (steps: number) => `
name: tiny
question: Does it work from end to end?
base:
  target: { name: ring, modes: 4, radius: 1, std: 0.1 }
  latent: { name: gaussian, dim: 2 }
  generator: { name: mlp, hidden: [8] }
  discriminator: { name: mlp, hidden: [8] }
  steps: ${steps}
  batch: 16
vary: { loss: [non-saturating, minimax] }
seeds: 4
measure: { every: ${steps / 2}, samples: 100, metrics: [modes-covered, high-quality] }
claims:
  - id: counts
    says: No more modes are covered than the target has.
    source: a test
    given: { loss: minimax }
    holds: end("modes-covered") <= 4
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'helvetica-pipeline-'));
  await writeFile(join(folder, 'tiny.yaml'), FILE(20));
  await writeFile(join(folder, 'long.yaml'), FILE(2_000_000));
});
afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function helvetica(...words: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child: ChildProcess = execFile(process.execPath, [BIN, ...words], { cwd: folder }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

// Each starts a process that loads the engine, and its workers.
describe('helvetica run', { timeout: 120_000 }, () => {
  it('trains in worker processes, writes tables and a report, and finds every run cached the second time', async () => {
    const first = await helvetica('run', 'tiny.yaml');
    expect(first.code, first.stderr).toBe(0);
    expect(first.stderr).toContain('8 runs = 2 settings x 4 seeds . 0 cached . 2 workers');
    expect(first.stdout).toMatch(/non-saturating +4\/4 finished/);
    expect(first.stdout).toMatch(/undecided +counts +4\/4 yes/);
    const results = await readFile(join(folder, 'results/tiny/results.csv'), 'utf8');
    expect(results.split('\n')[0]).toBe('cell,seed,outcome,diagnosis,steps,loss,modes-covered,high-quality');
    expect(results.trim().split('\n')).toHaveLength(9);
    const report = join(folder, 'results/tiny/report.html');
    expect(await readFile(report, 'utf8')).toContain('Does it work from end to end?');

    const made = (await stat(report)).mtimeMs;
    const again = await helvetica('run', 'tiny.yaml');
    expect(again.code).toBe(0);
    expect(again.stderr).toContain('8 cached . nothing to do');
    expect(again.stdout).toBe(first.stdout);
    expect((await stat(report)).mtimeMs).toBe(made);

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
    const child = spawn(process.execPath, [BIN, 'run', 'long.yaml', '--results', signal], { cwd: folder });
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
      if (String(text).includes('workers')) setTimeout(() => child.kill(signal), 1500);
    });
    const ended = await new Promise((resolve) => child.on('close', resolve));
    expect(ended, stderr).toBe(code);
    expect(stderr).toContain('run the same command again');
    const left = await readdir(join(folder, signal), { recursive: true });
    expect(left.filter((name) => /lease|[.]tmp$/.test(name))).toEqual([]);
  });
});
