/** A real Slurm, where installed: a job array finishes a sweep although one of its workers is cancelled; another job is requeued. */
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lease } from '../src/runner/store/locks/leases.js';
import { BIN, helvetica as commandIn, isTraining, until } from './support/command.js';
import { sweepText } from './support/sweep-text.js';

const SUPPORT = fileURLToPath(new URL('./support/slurm/', import.meta.url));

const NEEDED = ['slurmctld', 'slurmd', 'sbatch', 'munged', 'setpriv'];
const missing = NEEDED.filter((name) => spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0);
const why = [
  ...(missing.length > 0 ? [`${missing.join(', ')} not found (Debian: slurm-wlm, munge)`] : []),
  ...(process.getuid?.() === 0 ? [] : ['starting its daemons needs root']),
].join('; ');

// A second or two of training a setting: a worker that is seen training is not done when it is cancelled.
const TEXT = sweepText({
  name: 'array',
  base: { steps: 20000 },
  vary: { loss: ['non-saturating', 'minimax', 'least-squares'] },
  seeds: 2,
  measure: { every: 10000, samples: 50, metrics: ['modes-covered', 'high-quality'] },
});

interface Status {
  readonly counts: Readonly<Record<string, number>>;
}

/** Ports that nobody listens at. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => promisify(server.close).call(server)));
  return ports;
}

describe.skipIf(why !== '')(`helvetica submit slurm${why && ` (skipped: ${why})`}`, () => {
  let folder: string;
  let slurm: NodeJS.ProcessEnv;
  beforeAll(async () => {
    // A path that a script could stumble over.
    folder = await mkdtemp(join(tmpdir(), "helvetica it's slurm "));
    const daemons = await mkdtemp(join(tmpdir(), 'helvetica-slurm-'));
    slurm = { ...process.env, SLURM_CONF: join(daemons, 'slurm.conf') };
    execFileSync(join(SUPPORT, 'up.sh'), [daemons, ...(await freePorts(2)).map(String)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await writeFile(join(folder, 'array.yaml'), TEXT);
    await helvetica('run', 'array.yaml', '--results', 'alone');
  });
  afterAll(async () => {
    const daemons = join(slurm.SLURM_CONF!, '..');
    spawnSync('scancel', ['--me'], { env: slurm });
    execFileSync(join(SUPPORT, 'down.sh'), [daemons]);
    for (const path of [folder, daemons]) await rm(path, { recursive: true, maxRetries: 10 });
  });

  const helvetica = async (...words: string[]) => {
    const ended = await commandIn(folder, words, slurm);
    expect(ended.code, ended.stderr).toBe(0);
    return ended;
  };
  const status = async () => (JSON.parse((await helvetica('status', 'results/array', '--json')).stdout) as [Status])[0];
  const table = (results: string) => readFile(join(folder, results, 'array/results.csv'), 'utf8');
  const slurmSays = (command: string, ...words: string[]) =>
    execFileSync(command, words, { env: slurm }).toString().trim();
  /** Jobs that hold a lease below the folder. */
  const jobsIn = async (results: string) => {
    const at = join(folder, results);
    const names = (await readdir(at, { recursive: true }).catch(() => [])).filter((name) =>
      name.endsWith('lease.json'),
    );
    const texts = await Promise.all(names.map((name) => readFile(join(at, name), 'utf8').catch(() => null))); // or given back
    return texts.flatMap((text) => (text === null ? [] : (JSON.parse(text) as Lease).job));
  };

  it('finishes a sweep with three workers, one of them cancelled, with the results of a single process', async () => {
    const submit = 'submit slurm array.yaml --workers 3 --time 10 --setup date --checkpoint-every 500';
    const sent = await helvetica(...submit.split(' '));
    const job = sent.stdout.trim();
    expect(sent.stderr).toMatch(/job \d+: 3 workers for 6 runs . results\/array\n/);

    // A lease names its job.
    const victim = await until(async () =>
      (await isTraining(join(folder, 'results/array'))) ? (await jobsIn('results/array'))[0] : undefined,
    );
    expect(victim).toMatch(new RegExp(`^${job}_[123]$`));
    slurmSays('scancel', victim!);

    await until(async () => slurmSays('squeue', '--noheader') === '' || undefined, 200);
    expect((await status()).counts).toMatchObject({ done: 6 });
    const logs = join(folder, 'results/array/slurm');
    const texts = await Promise.all(
      (await readdir(logs)).map(async (name) => [name, await readFile(join(logs, name), 'utf8')]),
    );
    const cancelled = texts.find(([name]) => name === `${victim}.log`)![1];
    expect(cancelled).toContain('SIGTERM: finishing the step and writing checkpoints');
    expect(texts.map(([, text]) => text).join('\n')).not.toMatch(/error {3}|taken over/);

    await helvetica('report', 'results/array');
    expect(await table('results')).toBe(await table('alone'));
    const again = await helvetica('submit', 'slurm', 'array.yaml');
    expect(again.stderr).toContain('nothing to submit: all 6 runs are finished');
  });

  it('requeues itself when its time is nearly up, and resumes from its checkpoints', async () => {
    const submit = ['submit', 'slurm', 'array.yaml', '--results', 'requeued', '--seeds', '1', '--workers', '1'];
    const job = `${(await helvetica(...submit, '--time', '10', '--checkpoint-every', '500')).stdout.trim()}_1`;
    const requeued = join(folder, 'requeued/array');
    await until(async () => (await isTraining(requeued)) || undefined);
    // What the controller does itself a minute before the limit, but looks for every half minute only.
    slurmSays('scancel', '--batch', '--signal=USR1', job);

    await until(async () => slurmSays('squeue', '--noheader', '--format=%T') === 'PENDING' || undefined, 100);
    expect(await isTraining(requeued)).toBe(true);
    await until(async () => slurmSays('squeue', '--noheader') === '' || undefined, 200);

    const log = await readFile(join(folder, `requeued/array/slurm/${job}.log`), 'utf8');
    expect(log).toMatch(/SIGUSR1: finishing the step and writing checkpoints.*3 runs = .* 1 to resume/s);
    await helvetica('report', 'requeued/array');
    const rows = (await table('alone')).split('\n').filter((row) => !row.split(',')[1]?.match(/^2$/));
    expect((await table('requeued')).split('\n')).toEqual(rows);
  });
});

it('without sbatch, submit reports it and writes the script', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'helvetica-no-slurm-'));
  await writeFile(join(folder, 'array.yaml'), TEXT);
  const submit = [BIN, 'submit', 'slurm', 'array.yaml'];
  const { status, stderr } = spawnSync(process.execPath, submit, { cwd: folder, env: { PATH: '/nowhere' } });
  expect({ status, stderr: String(stderr) }).toEqual({
    status: 4,
    stderr: expect.stringContaining('sbatch not found'),
  });
  expect(await readFile(join(folder, 'results/array/slurm/worker.sh'), 'utf8')).toContain('#SBATCH --array=1-6');
  await rm(folder, { recursive: true });
});
