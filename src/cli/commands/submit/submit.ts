/** `helvetica submit slurm`: lays a sweep's plan on the shared disk and sends one job array of workers for it. */
import { execFile } from 'node:child_process';
import { mkdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { BackendName } from '../../../core/engine/program.js';
import { plural } from '../../../core/text/words.js';
import { writeWhole } from '../../../runner/store/bytes/atomic.js';
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

/** Options of sbatch that are passed on under their own names. */
const ASKS = {
  partition: 'queue',
  time: 'limit of each worker, as 4:00:00; it goes on where it was when it is started again',
  mem: 'memory of each worker, as 4G',
  gres: 'further resources, as gpu:1',
  account: 'whom to charge',
  qos: 'quality of service',
  constraint: 'features of the nodes',
} as const;
type Asks = Readonly<Partial<Record<keyof typeof ASKS, string>>>;

interface Arguments extends ExperimentArguments, Asks {
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

const word = (describe: string) => ({ describe, type: 'string', requiresArg: true }) as const;
const words = (describe: string) => ({ ...word(describe), array: true, nargs: 1, default: [] as string[] }) as const;
const count = (describe: string, value: number) =>
  ({ describe, type: 'number', default: value, requiresArg: true }) as const;

export const submitCommand = command<Arguments>({
  builder: (yargs) =>
    changeArguments(yargs)
      .positional('file', { describe: 'an experiment file', type: 'string', demandOption: true })
      .positional('cluster', { describe: 'what it runs on', choices: ['slurm'] as const, demandOption: true })
      .option('workers', count('jobs of the array', 8))
      .option('cpus', count('cores of each worker', 1))
      .options(Object.fromEntries(Object.entries(ASKS).map(([name, describe]) => [name, word(describe)])))
      .option('setup', words('a line of the shell before the worker starts, as it is: "module load nodejs"'))
      .option('extra', words('a further option of sbatch: --extra=--nice=100'))
      .option('wait', {
        describe: 'workers wait for runs that others hold, in case they are left (--no-wait: they leave)',
        type: 'boolean',
        default: true,
      })
      .option('checkpoint-every', checkpointOption)
      .option('backend', backendOption)
      .option('results', resultsOption)
      .option('dry-run', { describe: 'print the script, and send and write nothing', type: 'boolean' })
      .check(({ workers, cpus, checkpointEvery, time }) => {
        wholeFromOne('workers', workers);
        wholeFromOne('cpus', cpus);
        wholeFromOne('checkpoint-every', checkpointEvery);
        if (time !== undefined && !TIME.test(String(time)))
          throw new Error(`--time: minutes, hours:minutes:seconds or days-hours, as sbatch takes it; got "${time}"`);
        return true;
      }) as never,
  async handler({ file, dryRun, ...options }) {
    const [experiment] = await readExperiments({ ...options, files: [file] });
    const planned = experimentFolder(options.results, experiment!);
    if (dryRun) {
      print(scriptFor(experiment!.name, planned, options));
      return;
    }
    const { prepareSweep } = await import('../../../runner/run.js');
    const { results, backend } = options;
    const line = `helvetica ${shellWords(process.argv.slice(2))}`;
    const plan = await prepareSweep(experiment!, { results, backend, command: line });
    const runs = plan.blocks.reduce((sum, { seeds }) => sum + seeds.length, 0);
    if (runs === 0) {
      printMessage(`all ${plural(plan.finished, 'run')} are finished: nothing was sent`);
      return printNext(`report ${shellWords([plan.folder])}`);
    }
    const workers = Math.min(options.workers, runs);
    const folder = await realpath(plan.folder);
    await mkdir(join(folder, 'slurm'), { recursive: true });
    const script = join(folder, 'slurm', 'worker.sh');
    await writeWhole(script, scriptFor(experiment!.name, folder, { ...options, workers, backend: plan.backend }));
    const job = await send(script);
    printMessage(`job ${job}: ${plural(workers, 'worker')} for ${plural(runs, 'run')} . ${plan.folder}`);
    print(job);
    printNext(`status ${shellWords([plan.folder])}`);
  },
});

function scriptFor(name: string, folder: string, options: Omit<Arguments, 'file'>): string {
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
      ],
      asks: Object.fromEntries((Object.keys(ASKS) as (keyof Asks)[]).map((ask) => [ask, options[ask]])),
      setup,
      extra,
    });
  } catch (error) {
    throw usageError((error as Error).message);
  }
}

/** Gives the number of the job. */
async function send(script: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('sbatch', ['--parsable', script]);
    return stdout.trim().split(';')[0]!; // on a federation the cluster's name follows
  } catch (error) {
    const { code, stderr, message } = error as NodeJS.ErrnoException & { readonly stderr?: string };
    throw new CommandError(
      code === 'ENOENT'
        ? `there is no sbatch here: submit from a machine of the cluster, or take the script (${script}) there`
        : `sbatch refused: ${stderr?.trim() || message}`,
      EXIT.environment,
    );
  }
}
