import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { until } from '../../../../test/support/command.js';
import { type SlurmJob, slurmScript } from './slurm-script.js';

// Everything that a shell could stumble over.
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
  it('asks for one array of workers, with what the person asks for', () => {
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

  it('refuses what it cannot say', () => {
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

/** Runs the script with a worker that writes down what it sees, and a `scontrol` that does likewise. */
async function play(worker: string, signal?: NodeJS.Signals) {
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
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
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
  return { code: await ended, seen, said };
}

// As helvetica does it: a notice, a checkpoint, 143.
const PATIENT = `trap 'echo TERM >> told; exit 143' TERM
trap 'echo USR1 >> told; sleep 0.1; exit 143' USR1
touch ready; while :; do sleep 0.05; done`;

describe('the batch script, played', () => {
  it('starts a worker with every word as it was given, after the setup', async () => {
    const { code, seen } = await play('exit 0');
    expect(code).toBe(0);
    expect(seen('words')!.split('\n')).toEqual([
      join(root, 'helvetica.js'),
      'worker',
      join(root, 'results/100%'),
      ...['--workers', '2', '--among', '3', '--backend', 'onnx', '--no-wait', 'a b', ''],
    ]);
    expect(seen('requeued')).toBeNull();
  });

  it("ends with the worker's code, and is not started again when runs failed", async () => {
    const { code, seen } = await play('exit 1');
    expect({ code, requeued: seen('requeued') }).toEqual({ code: 1, requeued: null });
  });

  it('passes on that the time is nearly up, waits for the checkpoint, and asks to be started again', async () => {
    const { code, seen, said } = await play(PATIENT, 'SIGUSR1');
    expect({ code, said, told: seen('told'), requeued: seen('requeued') }).toEqual({
      code: 143,
      said: '',
      told: 'USR1\n',
      requeued: 'requeue 7_2\n',
    });
  });

  it('passes on that it is cancelled, and does not come back', async () => {
    const { code, seen } = await play(PATIENT, 'SIGTERM');
    expect({ code, told: seen('told'), requeued: seen('requeued') }).toEqual({
      code: 143,
      told: 'TERM\n',
      requeued: null,
    });
  });

  it('does not come back when the sweep was finished in the last minute', async () => {
    const { code, seen } = await play(`trap 'exit 0' USR1\ntouch ready; while :; do sleep 0.05; done`, 'SIGUSR1');
    expect({ code, requeued: seen('requeued') }).toEqual({ code: 0, requeued: null });
  });
});
