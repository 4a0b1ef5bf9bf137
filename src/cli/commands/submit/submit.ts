/** `helvetica submit slurm`: writes the plan of a sweep to the shared disk and submits a job array of workers. */

import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { BackendName } from '../../../core/engine/program.js';
import { MAX_STEPS, MAX_WORKERS } from '../../../core/gan/bounds.js';
import { plural } from '../../../core/text/words.js';
import type { Experiment } from '../../../records/experiment.js';
import { writeWhole } from '../../../runner/store/bytes/atomic.js';
import { makeOwnFolder } from '../../../runner/store/bytes/own-folders.js';
import { experimentFolder } from '../../../runner/store/layout.js';
import { command } from '../../command.js';
import { readExperiments } from '../../experiment-files.js';
import {
  backendOption,
  changeArguments,
  checkpointOption,
  type ExperimentArguments,
  resultsOption,
  wholeFromOne,
} from '../../options.js';
import { CommandError, EXIT, usageError } from '../../terminal/command-error.js';
import { print, printMessage, printNext, shellWords } from '../../terminal/print.js';
import { slurmScript } from './slurm-script.js';

/** Options that are passed on to sbatch under the same names. */
const SBATCH_OPTIONS = {
  partition: 'partition (queue)',
  time: 'time limit of each worker, as 4:00:00; at the limit it checkpoints and is requeued',
  mem: 'memory of each worker, as 4G',
  gres: 'generic resources, as gpu:1',
  account: 'Slurm account',
  qos: 'quality of service',
  constraint: 'required node features',
} as const;
type SbatchOptions = Readonly<Partial<Record<keyof typeof SBATCH_OPTIONS, string>>>;

interface Arguments extends ExperimentArguments, SbatchOptions {
  readonly file: string;
  readonly results: string;
  readonly backend: 'auto' | BackendName;
  readonly workers: number;
  readonly cpus: number;
  readonly wait: boolean;
  readonly checkpointEvery?: number | undefined;
  readonly setup: readonly string[];
  readonly extra: readonly string[];
  readonly dryRun?: boolean | undefined;
}

// minutes, minutes:seconds, hours:minutes:seconds, days-hours, days-hours:minutes, days-hours:minutes:seconds
const TIME = /^(\d+(:\d+){0,2}|\d+-\d+(:\d+){0,2}|unlimited|infinite)$/i;

const MEMORY = /^\d+([KMGT]B?)?$/i; // whole numbers only
const SHORT_LIMIT = 600; // seconds
const MAX_CPUS = 65_536; // of a worker: more than a machine has

const word = (describe: string) => ({ describe, type: 'string', requiresArg: true }) as const;
const words = (describe: string) => ({ ...word(describe), array: true, nargs: 1, default: [] as string[] }) as const;
const count = (describe: string, value: number) =>
  ({ describe, type: 'number', default: value, requiresArg: true }) as const;

export const submitCommand = command<Arguments>({
  builder: (yargs) =>
    changeArguments(yargs)
      .positional('file', { describe: 'experiment file', type: 'string', demandOption: true })
      .positional('cluster', { describe: 'scheduler of the cluster', choices: ['slurm'] as const, demandOption: true })
      .option('workers', count('number of workers (tasks of the job array)', 8))
      .option('cpus', count('cores per worker', 1))
      .options(Object.fromEntries(Object.entries(SBATCH_OPTIONS).map(([name, describe]) => [name, word(describe)])))
      .option('setup', words('shell line to run before the worker starts: "module load nodejs" (repeatable)'))
      .option('extra', words('another sbatch option: --extra=--nice=100 (repeatable)'))
      .option('wait', {
        describe: 'wait for runs leased by other workers, in case they stop (--no-wait: exit)',
        type: 'boolean',
        default: true,
      })
      .option('checkpoint-every', checkpointOption)
      .option('backend', backendOption)
      .option('results', resultsOption)
      .option('dry-run', { describe: 'print the batch script without submitting or writing anything', type: 'boolean' })
      .check(({ workers, cpus, checkpointEvery, time, mem }) => {
        wholeFromOne('workers', workers, MAX_WORKERS);
        wholeFromOne('cpus', cpus, MAX_CPUS);
        wholeFromOne('checkpoint-every', checkpointEvery, MAX_STEPS);
        if (time !== undefined && !TIME.test(String(time)))
          throw new Error(
            `--time: expected minutes, hours:minutes:seconds or days-hours, as for sbatch, got "${time}"`,
          );
        if (mem !== undefined && !MEMORY.test(String(mem)))
          throw new Error(`--mem: expected a whole number with K, M, G or T, as 1536M, got "${mem}"`);
        return true;
      }) as never,
  async handler({ file, dryRun, ...options }) {
    sayShortLimit(options.time);
    const [experiment] = await readExperiments({ ...options, files: [file] });
    const planned = experimentFolder(options.results, experiment!);
    if (dryRun) {
      print(scriptFor(experiment!, planned, options));
      return;
    }
    const { prepareSweep } = await import('../../../runner/run.js');
    const { results, backend } = options;
    const line = `helvetica ${shellWords(process.argv.slice(2))}`;
    const plan = await prepareSweep(experiment!, { results, backend, command: line });
    const runs = plan.blocks.reduce((sum, { seeds }) => sum + seeds.length, 0);
    if (runs === 0) {
      printMessage(
        `nothing to submit: ${plan.finished === 1 ? 'the run is' : `all ${plan.finished} runs are`} finished`,
      );
      return printNext(`report ${shellWords([plan.folder])}`);
    }
    const workers = Math.min(options.workers, runs);
    const folder = await realpath(plan.folder);
    makeOwnFolder(join(folder, 'slurm'));
    const script = join(folder, 'slurm', 'worker.sh');
    await writeWhole(script, scriptFor(experiment!, folder, { ...options, workers, backend: plan.backend }));
    const job = await sbatch(script);
    printMessage(`job ${job}: ${plural(workers, 'worker')} for ${plural(runs, 'run')} . ${plan.folder}`);
    print(job);
    printNext(`status ${shellWords([plan.folder])}`);
  },
});

/** `1:30` is a minute and a half to Slurm, not an hour and a half. A limit of 0 is none. */
function sayShortLimit(time: string | undefined): void {
  const seconds = time === undefined ? Infinity : secondsOf(time);
  if (seconds === 0 || seconds >= SHORT_LIMIT) return;
  const parts = [plural(Math.floor(seconds / 60), 'minute'), plural(seconds % 60, 'second')];
  const said = parts.filter((part) => !part.startsWith('0 ')).join(' ');
  printMessage(`--time ${time} is a limit of ${said} to Slurm; hours are written as 4:00:00`);
}

function secondsOf(time: string): number {
  const [days, clock] = time.includes('-') ? (time.split('-') as [string, string]) : [null, time];
  const parts = clock.split(':').map(Number);
  if (parts.some(Number.isNaN)) return Infinity;
  // With days the first part is hours; without, hours only where there are three parts.
  const [hours, minutes, seconds] = days !== null || parts.length === 3 ? parts : [0, ...parts];
  return ((Number(days ?? 0) * 24 + hours!) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
}

function scriptFor(
  { name, file, extensions = [] }: Experiment,
  folder: string,
  options: Omit<Arguments, 'file' | 'extensions'>,
): string {
  const { workers, cpus, backend, wait, checkpointEvery, setup, extra } = options;
  try {
    return slurmScript({
      name,
      folder: resolve(folder),
      directory: process.cwd(),
      program: [process.execPath, resolve(process.argv[1]!)],
      workers,
      cpus,
      backend,
      options: [
        ...(wait ? [] : ['--no-wait']),
        ...(checkpointEvery === undefined ? [] : ['--checkpoint-every', String(checkpointEvery)]),
        // A results folder makes no code run: the script names it.
        ...extensions.flatMap((one) => ['--extension', resolve(dirname(file), one.file)]),
      ],
      sbatch: Object.fromEntries(
        (Object.keys(SBATCH_OPTIONS) as (keyof SbatchOptions)[]).map((option) => [option, options[option]]),
      ),
      setup,
      extra,
    });
  } catch (error) {
    throw usageError((error as Error).message);
  }
}

/** Returns the job's id. */
async function sbatch(script: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('sbatch', ['--parsable', script]);
    return stdout.trim().split(';')[0]!; // on a federation followed by the cluster's name
  } catch (error) {
    const { code, stderr, message } = error as NodeJS.ErrnoException & { readonly stderr?: string };
    throw new CommandError(
      code === 'ENOENT'
        ? `sbatch not found: run this on a login node, or submit ${script} there`
        : `sbatch failed: ${stderr?.trim() || message}`,
      EXIT.environment,
    );
  }
}
