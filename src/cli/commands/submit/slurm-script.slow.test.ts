import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { until } from '../../../../test/support/command.js';
import { type SlurmJob, slurmScript } from './slurm-script.js';

// A path with everything that a shell treats specially.
const root = mkdtempSync(join(tmpdir(), "helvetica it's $HOME "));
afterAll(() => rmSync(root, { recursive: true }));

const job: SlurmJob = {
  name: 'ring',
  folder: join(root, 'results/100%'),
  directory: root,
  program: [join(root, 'node 20'), join(root, 'helvetica.js')],
  workers: 3,
  cpus: 2,
  backend: 'onnx',
  options: ['--no-wait'],
  sbatch: { partition: 'short', time: '0:30:00', mem: undefined },
  setup: ['export FROM_SETUP="a b"'],
  extra: ['nice=100', '--exclusive', "--comment=it's"],
};
const lines = (script: string) => script.split('\n').filter((line) => line.startsWith('#SBATCH'));

describe('the batch script', () => {
  it('requests one job array of workers, with the options given', () => {
    expect(lines(slurmScript({ ...job, folder: '/data/100%/ring', directory: '/home/me' }))).toEqual([
      '#SBATCH --job-name=helvetica-ring',
      '#SBATCH --array=1-3',
      '#SBATCH --output=/data/100%%/ring/slurm/%A_%a.log',
      '#SBATCH --open-mode=append',
      '#SBATCH --chdir=/home/me',
      '#SBATCH --nodes=1',
      '#SBATCH --ntasks=1',
      '#SBATCH --cpus-per-task=2',
      '#SBATCH --partition=short',
      '#SBATCH --time=0:30:00',
      '#SBATCH --requeue',
      '#SBATCH --signal=B:USR1@60',
      '#SBATCH --nice=100',
      '#SBATCH --exclusive',
      `#SBATCH --comment='it'\\''s'`,
    ]);
  });

  it('refuses values that no directive can hold', () => {
    expect(() => slurmScript({ ...job, sbatch: { account: 'a\n#SBATCH --uid=0' } })).toThrow(
      '--account: expected one line',
    );
    expect(() => slurmScript({ ...job, extra: ['$(reboot)'] })).toThrow('--extra: expected an sbatch option');
    expect(() => slurmScript({ ...job, folder: '/a\\b' })).toThrow('backslash');
  });

  it('is valid for bash', () => {
    expect(execFileSync('bash', ['-n'], { input: slurmScript(job) }).toString()).toBe('');
  });
});

/** Runs the script with a worker and a `scontrol` that record how they are called. */
async function runScript(worker: string, signal?: NodeJS.Signals) {
  rmSync(join(root, 'seen'), { recursive: true, force: true });
  mkdirSync(join(root, 'seen'));
  mkdirSync(join(root, 'bin'), { recursive: true });
  const program = (path: string, text: string) => {
    writeFileSync(path, `#!/bin/bash\ncd "$SEEN"\n${text}\n`);
    chmodSync(path, 0o755);
  };
  program(join(root, 'node 20'), `printf '%s\\n' "$@" "$FROM_SETUP" > words\n${worker}`);
  // Slurm ends a job that it requeues.
  program(join(root, 'bin/scontrol'), `echo "$@" >> requeued; kill -TERM $PPID`);
  const script = join(root, 'script.sh');
  writeFileSync(script, slurmScript(job));
  const env = {
    PATH: `${join(root, 'bin')}:${process.env.PATH}`,
    SEEN: join(root, 'seen'),
    SLURM_ARRAY_JOB_ID: '7',
    SLURM_ARRAY_TASK_ID: '2',
  };
  const child = spawn('bash', [script], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const seen = (name: string) => {
    const path = join(root, 'seen', name);
    return existsSync(path) ? readFileSync(path, 'utf8') : null;
  };
  if (signal) {
    await until(() => seen('ready') ?? undefined);
    child.kill(signal);
  }
  return { code: await ended, seen, stderr };
}

// Like helvetica: a signal, a checkpoint, exit code 143.
const PATIENT = `trap 'echo TERM >> signals; exit 143' TERM
trap 'echo USR1 >> signals; sleep 0.1; exit 143' USR1
touch ready; while :; do sleep 0.05; done`;

describe('the batch script, run', () => {
  it('starts a worker with the exact words given, after the setup', async () => {
    const { code, seen } = await runScript('exit 0');
    expect(code).toBe(0);
    expect(seen('words')!.split('\n')).toEqual([
      join(root, 'helvetica.js'),
      'worker',
      join(root, 'results/100%'),
      ...['--workers', '2', '--among', '3', '--backend', 'onnx', '--no-wait', 'a b', ''],
    ]);
    expect(seen('requeued')).toBeNull();
  });

  it("exits with the worker's code, and is not requeued when runs failed", async () => {
    const { code, seen } = await runScript('exit 1');
    expect({ code, requeued: seen('requeued') }).toEqual({ code: 1, requeued: null });
  });

  it('passes on the signal near the time limit, waits for the checkpoint, and is requeued', async () => {
    const { code, seen, stderr } = await runScript(PATIENT, 'SIGUSR1');
    expect({ code, stderr, signals: seen('signals'), requeued: seen('requeued') }).toEqual({
      code: 143,
      stderr: '',
      signals: 'USR1\n',
      requeued: 'requeue 7_2\n',
    });
  });

  it('passes on its cancellation, and is not requeued', async () => {
    const { code, seen } = await runScript(PATIENT, 'SIGTERM');
    expect({ code, signals: seen('signals'), requeued: seen('requeued') }).toEqual({
      code: 143,
      signals: 'TERM\n',
      requeued: null,
    });
  });

  it('is not requeued when the sweep finished in the last minute', async () => {
    const { code, seen } = await runScript(`trap 'exit 0' USR1\ntouch ready; while :; do sleep 0.05; done`, 'SIGUSR1');
    expect({ code, requeued: seen('requeued') }).toEqual({ code: 0, requeued: null });
  });
});
