/** Options that several commands share. */
import type { Argv } from 'yargs';
import type { Retry } from '../runner/plan/plan-blocks.js';

export interface ExperimentArguments {
  files: readonly string[];
  profile?: string | undefined;
  set?: readonly string[] | undefined;
  steps?: number | undefined;
  seeds?: string | undefined;
  maxRuns?: number | undefined;
  /** Where the results are to go, for commands that have any: a folder of another file's is refused. */
  results?: string | undefined;
}

export function experimentArguments(yargs: Argv): Argv<ExperimentArguments> {
  const files = { describe: 'experiment files', type: 'string', array: true, demandOption: true } as const;
  return changeArguments(yargs.positional('files', files));
}

/** What can be changed of an experiment on the command line. */
export function changeArguments<T>(yargs: Argv<T>) {
  return yargs
    .option('profile', { describe: "lay one of the file's profiles over it", type: 'string', requiresArg: true })
    .option('set', {
      describe: 'override a value: --set optimizer.lr=0.01',
      type: 'string',
      array: true,
      nargs: 1,
      requiresArg: true,
    })
    .option('steps', { describe: "instead of the file's: --set steps=N", type: 'number', requiresArg: true })
    .option('seeds', { describe: "instead of the file's: 10, 1,4,7 or 3-8", type: 'string', requiresArg: true })
    .option('max-runs', { describe: 'allow more than 100,000 runs', type: 'number', requiresArg: true });
}

export const backendOption = {
  describe: 'what runs the steps',
  choices: ['auto', 'onnx', 'tfjs', 'tensorflow'] as const,
  default: 'auto' as const,
};

const RETRIES = ['error', 'diverged', 'interrupted', 'none'] as const;

export const resultsOption = {
  describe: 'folder for results',
  type: 'string',
  default: 'results',
  requiresArg: true,
} as const;

export const checkpointOption = {
  describe: 'write checkpoints every so many steps too (default: every 10 seconds)',
  type: 'number',
  requiresArg: true,
} as const;

/** The options of every command that trains experiments. */
export function runArguments<T>(yargs: Argv<T>) {
  return workArguments(yargs)
    .option('results', resultsOption)
    .option('verify', {
      describe: 'read every byte of finished runs before they are believed (default: sizes, dates and readings)',
      type: 'boolean',
    })
    .option('json', { describe: 'results as JSON on stdout', type: 'boolean' })
    .check(({ results }) => {
      if (typeof results !== 'string') throw new Error('--results: give one folder');
      return true;
    });
}

/** The options of every command that trains. */
export function workArguments<T>(yargs: Argv<T>) {
  return yargs
    .option('backend', backendOption)
    .option('workers', { describe: 'processes (default: one a core)', type: 'number', requiresArg: true })
    .option('retry', {
      describe: `what is tried again: ${RETRIES.join(', ')}, with commas (default: error,interrupted)`,
      type: 'string',
      requiresArg: true,
      coerce: retryOf,
    })
    .option('fail-fast', { describe: 'stop at the first run that ends in error', type: 'boolean' })
    .option('max-failures', {
      describe: 'stop when so many runs have ended in error',
      type: 'number',
      requiresArg: true,
    })
    .option('checkpoint-every', checkpointOption)
    .conflicts('fail-fast', 'max-failures')
    .check(({ workers, maxFailures, checkpointEvery }) => {
      if (workers !== undefined && !(Number.isInteger(workers) && workers >= 0 && workers <= 1024))
        throw new Error(
          `--workers: a whole number from 0 (in this process) to 1024${Number.isNaN(workers) ? '' : `, got ${workers}`}`,
        );
      wholeFromOne('max-failures', maxFailures);
      wholeFromOne('checkpoint-every', checkpointEvery);
      return true;
    });
}

export function wholeFromOne(option: string, value: unknown): void {
  if (value !== undefined && !(Number.isInteger(value) && (value as number) >= 1))
    throw new Error(`--${option}: a whole number from 1, got ${value}`);
}

function retryOf(text: string): readonly Retry[] {
  const words = String(text).split(',');
  const unknown = words.find((word) => !RETRIES.some((known) => known === word));
  if (unknown !== undefined) throw new Error(`--retry: ${RETRIES.join(', ')}; got "${unknown}"`);
  return (words as (typeof RETRIES)[number][]).filter((word) => word !== 'none');
}
