/** `helvetica run`: trains what the experiments lack, measures it, judges their claims and writes the reports. */
import { join } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import type { BackendName } from '../../../core/engine/program.js';
import type { ExperimentRecord } from '../../../records/run-record.js';
import type { Retry } from '../../../runner/plan/plan-blocks.js';
import { parseShard, type Shard } from '../../../runner/plan/shard.js';
import {
  backendOption,
  type ExperimentArguments,
  experimentArguments,
  readExperiments,
} from '../../experiment-files.js';
import { EXIT, Failure } from '../../terminal/failure.js';

export interface RunArguments extends ExperimentArguments {
  readonly results: string;
  readonly backend: 'auto' | BackendName;
  readonly workers?: number | undefined;
  readonly retry?: readonly Retry[] | undefined;
  readonly failFast?: boolean | undefined;
  readonly maxFailures?: number | undefined;
  readonly checkpointEvery?: number | undefined;
  readonly shard?: Shard | undefined;
  readonly verify?: boolean | undefined;
  readonly json?: boolean | undefined;
}

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

function shardOf(text: string): Shard {
  const shard = parseShard(String(text));
  if (!shard) throw new Error(`--shard: which part of how many, from 1: 2/5; got "${text}"`);
  return shard;
}

function retryOf(text: string): readonly Retry[] {
  const words = String(text).split(',');
  const unknown = words.find((word) => !RETRIES.some((known) => known === word));
  if (unknown !== undefined) throw new Error(`--retry: ${RETRIES.join(', ')}; got "${unknown}"`);
  return (words as (typeof RETRIES)[number][]).filter((word) => word !== 'none');
}

export const run: Pick<CommandModule<object, RunArguments>, 'builder' | 'handler'> = {
  builder: (yargs: Argv) =>
    runArguments(experimentArguments(yargs)).option('shard', {
      describe: 'only the second of five parts: 2/5, for machines that share no disk',
      type: 'string',
      requiresArg: true,
      coerce: shardOf,
    }) as unknown as Argv<RunArguments>,
  async handler(args) {
    const experiments = await readExperiments(args);
    const { runWatched } = await import('./watch-run.js');
    const records: ExperimentRecord[] = [];
    for (const experiment of experiments) records.push(await runWatched(experiment, args));
    const { tell, asJson } = await import('./summary-text.js');
    for (const record of records) await tell(record, { json: args.json === true });
    if (args.json) process.stdout.write(`${JSON.stringify(records.map(asJson), null, 2)}\n`);
    const failed = records.flatMap(({ runs }) => runs.filter(({ outcome }) => outcome === 'error'));
    if (failed.length > 0)
      throw new Failure(
        `${failed.length} runs ended in error, the first: ${failed[0].reason} (${join(failed[0].cell.folder, String(failed[0].seed))})`,
        EXIT.runsFailed,
      );
  },
};
