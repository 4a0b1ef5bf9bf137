/** A real Slurm, where installed: a job array finishes a sweep although one of its workers is cancelled; another job is requeued. */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const BIN = fileURLToPath(new URL('../bin/helvetica.js', import.meta.url));
const SUPPORT = fileURLToPath(new URL('./support/slurm/', import.meta.url));

const NEEDED = ['slurmctld', 'slurmd', 'sbatch', 'munged', 'setpriv'];
const missing = NEEDED.filter((name) => spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0);
const why = [
  ...(missing.length > 0 ? [`${missing.join(', ')} not found (Debian: slurm-wlm, munge)`] : []),
  ...(process.getuid?.() === 0 ? [] : ['starting its daemons needs root']),
].join('; ');

// Long enough that a worker can be cancelled midway, short enough for a test.
const FILE = `
name: array
question: Does an array of workers give the results of one process?
base:
  target: { name: ring, modes: 4, radius: 1, std: 0.1 }
  latent: { name: gaussian, dim: 2 }
  generator: { name: mlp, hidden: [8] }
  discriminator: { name: mlp, hidden: [8] }
  optimizer: { name: sgd, lr: 0.05 }
  steps: 4000
  batch: 16
vary: { loss: [non-saturating, minimax, least-squares] }
seeds: 2
measure: { every: 2000, samples: 50, metrics: [modes-covered, high-quality] }
`;

interface Status {
  readonly counts: Readonly<Record<string, number>>;
  readonly runs: readonly {
    readonly state: string;
    readonly lease: { readonly job: string | null } | null;
  }[];
}

describe.skipIf(why !== '')(`helvetica submit slurm${why && ` (skipped: ${why})`}`, { timeout: 120_000 }, () => {
  let folder: string;
  let slurm: NodeJS.ProcessEnv;
  beforeAll(async () => {
    // A path that a script could stumble over.
    folder = await mkdtemp(join(tmpdir(), "helvetica it's slurm "));
    const daemons = await mkdtemp(join(tmpdir(), 'helvetica-slurm-'));
    slurm = { ...process.env, SLURM_CONF: join(daemons, 'slurm.conf') };
    execFileSync(join(SUPPORT, 'up.sh'), [daemons], { stdio: ['ignore', 'ignore', 'pipe'] });
    await writeFile(join(folder, 'array.yaml'), FILE);
  });
  afterAll(async () => {
    const daemons = join(slurm.SLURM_CONF!, '..');
    spawnSync('scancel', ['--me'], { env: slurm });
    execFileSync(join(SUPPORT, 'down.sh'), [daemons]);
    for (const path of [folder, daemons]) await rm(path, { recursive: true, maxRetries: 10 });
  });

  const helvetica = (...words: string[]) =>
    promisify(execFile)(process.execPath, [BIN, ...words], { cwd: folder, env: slurm });
  const status = async () => (JSON.parse((await helvetica('status', 'results/array', '--json')).stdout) as [Status])[0];
  const table = (results: string) => readFile(join(folder, results, 'array/results.csv'), 'utf8');
  const slurmSays = (command: string, ...words: string[]) =>
    execFileSync(command, words, { env: slurm }).toString().trim();
  // A `helvetica` command takes a second of a core.
  const until = async <T>(check: () => Promise<T | undefined>, every = 1000): Promise<T> => {
    for (;;) {
      const found = await check();
      if (found !== undefined) return found;
      await sleep(every);
    }
  };

  it('finishes a sweep with three workers, one of them cancelled, with the results of a single process', async () => {
    const sent = await helvetica('submit', 'slurm', 'array.yaml', '--workers', '3', '--time', '10', '--setup', 'date');
    const job = sent.stdout.trim();
    expect(sent.stderr).toMatch(/job \d+: 3 workers for 6 runs . results\/array\n/);

    // Every running cell names its job.
    const victim = await until(async () => {
      const { runs } = await status();
      return runs.find(({ state }) => state === 'running')?.lease?.job;
    });
    await sleep(500); // into its training
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
    await helvetica('run', 'array.yaml', '--results', 'alone');
    expect(await table('results')).toBe(await table('alone'));
    const again = await helvetica('submit', 'slurm', 'array.yaml');
    expect(again.stderr).toContain('nothing to submit: all 6 runs are finished');
  });

  // Compares with the single process's table of the previous test.
  it('requeues itself when its time is nearly up, and resumes from its checkpoints', async () => {
    const submit = ['submit', 'slurm', 'array.yaml', '--results', 'requeued', '--seeds', '1', '--workers', '1'];
    const job = `${(await helvetica(...submit, '--time', '2', '--checkpoint-every', '500')).stdout.trim()}_1`;
    const isTraining = async () =>
      (await readdir(join(folder, 'requeued/array'), { recursive: true })).some((name) => /state-[1-9]\d*$/.test(name));
    await until(async () => (await isTraining()) || undefined, 50);
    // The controller sends it a minute before the limit, but checks every half minute only.
    slurmSays('scancel', '--batch', '--signal=USR1', job);

    await until(async () => slurmSays('squeue', '--noheader', '--format=%T') === 'PENDING' || undefined, 100);
    expect(await isTraining()).toBe(true);
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
  await writeFile(join(folder, 'array.yaml'), FILE);
  const submit = [BIN, 'submit', 'slurm', 'array.yaml'];
  const { status, stderr } = spawnSync(process.execPath, submit, { cwd: folder, env: { PATH: '/nowhere' } });
  expect({ status, stderr: String(stderr) }).toEqual({
    status: 4,
    stderr: expect.stringContaining('sbatch not found'),
  });
  expect(await readFile(join(folder, 'results/array/slurm/worker.sh'), 'utf8')).toContain('#SBATCH --array=1-6');
  await rm(folder, { recursive: true });
});
