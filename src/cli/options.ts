/** Options that several commands share. */

import type { Argv } from 'yargs';
import { MAX_RUNS, MAX_STEPS } from '../core/gan/bounds.js';
import type { Retry } from '../runner/plan/plan-blocks.js';

export interface ExperimentArguments {
  files: readonly string[];
  profile?: string | undefined;
  set?: readonly string[] | undefined;
  steps?: number | undefined;
  seeds?: string | undefined;
  maxRuns?: number | undefined;
  /** Whether the code that files name may run: `--no-extensions`. */
  extensions?: boolean | undefined;
  /** The results folder, for commands that have one: a folder that belongs to another file is refused. */
  results?: string | undefined;
}

export function experimentArguments(yargs: Argv): Argv<ExperimentArguments> {
  const files = { describe: 'experiment files', type: 'string', array: true, demandOption: true } as const;
  return changeArguments(yargs.positional('files', files));
}

/** Options that change an experiment. */
export function changeArguments<T>(yargs: Argv<T>) {
  return yargs
    .option('profile', { describe: "apply one of the file's profiles", type: 'string', requiresArg: true })
    .option('set', {
      describe: 'override a value: --set optimizer.lr=0.01 (repeatable)',
      type: 'string',
      array: true,
      nargs: 1,
      requiresArg: true,
    })
    .option('steps', { describe: 'short for --set steps=N', type: 'number', requiresArg: true })
    .option('seeds', {
      describe: "override the file's seeds: 10 (1 to 10), 1,4,7 or 3-8",
      type: 'string',
      requiresArg: true,
    })
    .option('extensions', {
      describe:
        'run the code that the files name in `extensions` (--no-extensions: refuse such files; an experiment file that is a module runs itself all the same)',
      type: 'boolean',
      default: true,
    })
    .option('max-runs', { describe: 'raise the limit of 100,000 runs', type: 'number', requiresArg: true })
    .check(({ maxRuns }) => {
      wholeFromOne('max-runs', maxRuns, MAX_RUNS);
      return true;
    });
}

/** Refuses numeric options without a number, or with several: yargs reads an empty word as 0. */
export function refuseEmptyNumbers(words: readonly string[], yargs: Argv): Argv {
  return yargs.check((args) => {
    const end = words.indexOf('--');
    const read = end < 0 ? words : words.slice(0, end);
    for (const option of numericOptions(yargs)) {
      const value = args[option];
      if (Array.isArray(value)) throw new Error(`--${option}: expected one number, got ${value.join(' and ')}`);
      if (read.some((word, i) => isEmpty(word, read[i + 1], option))) throw new Error(`--${option}: expected a number`);
    }
    return true;
  });
}

/** The options that yargs reads as numbers, by the names that they were declared with. */
export function numericOptions(yargs: Argv): readonly string[] {
  const { number } = (yargs as Argv & { getOptions(): { readonly number: readonly string[] } }).getOptions();
  return [...new Set(number.map(kebab))];
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function isEmpty(word: string, next: string | undefined, option: string): boolean {
  const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
  return name !== undefined && kebab(name) === option && (value ?? next)?.trim() === '';
}

/** For commands that read results, which never make code run: a file that the user names. */
export const extensionOption = {
  describe: 'load a file with losses, metrics, ... of your own, whose code runs (repeatable)',
  type: 'string',
  array: true,
  nargs: 1,
  requiresArg: true,
} as const;

export const backendOption = {
  describe: 'engine that runs the training steps',
  choices: ['auto', 'onnx', 'tfjs', 'tensorflow'] as const,
  default: 'auto' as const,
};

const RETRIES = ['error', 'diverged', 'interrupted', 'none'] as const;

export const resultsOption = {
  describe: 'folder for the results',
  type: 'string',
  default: 'results',
  requiresArg: true,
} as const;

export const checkpointOption = {
  describe: 'also checkpoint every N steps (default: every 10 to 30 seconds)',
  type: 'number',
  requiresArg: true,
} as const;

/** Options of every command that trains experiments. */
export function runArguments<T>(yargs: Argv<T>) {
  return workArguments(yargs)
    .option('results', resultsOption)
    .option('verify', {
      describe: 'check the checksums of all files of finished runs (default: sizes, dates and metric values)',
      type: 'boolean',
    })
    .option('json', { describe: 'print the results as JSON', type: 'boolean' })
    .check(({ results }) => {
      if (typeof results !== 'string') throw new Error('--results: expected one folder');
      return true;
    });
}

/** Options of every command that trains. */
export function workArguments<T>(yargs: Argv<T>) {
  return yargs
    .option('backend', backendOption)
    .option('workers', {
      describe: 'number of processes; 0 trains in this one (default: one per core)',
      type: 'number',
      requiresArg: true,
    })
    .option('retry', {
      describe: `outcomes to retry, comma-separated: ${RETRIES.join(', ')} (default: error,interrupted)`,
      type: 'string',
      requiresArg: true,
      coerce: retryOf,
    })
    .option('fail-fast', { describe: 'stop at the first run that fails with an error', type: 'boolean' })
    .option('max-failures', {
      describe: 'stop after N runs have failed with an error',
      type: 'number',
      requiresArg: true,
    })
    .option('checkpoint-every', checkpointOption)
    .conflicts('fail-fast', 'max-failures')
    .check(({ workers, maxFailures, checkpointEvery }) => {
      if (workers !== undefined && !(Number.isInteger(workers) && workers >= 0 && workers <= 1024))
        throw new Error(
          `--workers: expected a whole number from 0 (train in this process) to 1024${Number.isNaN(workers) ? '' : `, got ${workers}`}`,
        );
      wholeFromOne('max-failures', maxFailures, MAX_RUNS);
      wholeFromOne('checkpoint-every', checkpointEvery, MAX_STEPS);
      return true;
    });
}

/** Refuses a value that is not a whole number from 1 to `atMost`. */
export function wholeFromOne(option: string, value: unknown, atMost: number): void {
  if (value !== undefined && !(Number.isInteger(value) && (value as number) >= 1 && (value as number) <= atMost))
    throw new Error(`--${option}: expected a whole number from 1 to ${atMost}, got ${value}`);
}

function retryOf(text: string): readonly Retry[] {
  const words = String(text).split(',');
  const unknown = words.find((word) => !RETRIES.some((known) => known === word));
  if (unknown !== undefined) throw new Error(`--retry: unknown outcome "${unknown}"; available: ${RETRIES.join(', ')}`);
  return (words as (typeof RETRIES)[number][]).filter((word) => word !== 'none');
}
