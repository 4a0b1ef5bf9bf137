/** `helvetica run`: trains missing runs, measures them, tests the claims and writes the reports. */
import { join } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import type { BackendName } from '../../../core/engine/program.js';
import { plural } from '../../../core/text/words.js';
import type { ExperimentRecord } from '../../../records/run-record.js';
import type { Retry } from '../../../runner/plan/plan-blocks.js';
import { parseShard, type Shard } from '../../../runner/plan/shard.js';
import { readExperiments } from '../../experiment-files.js';
import { type ExperimentArguments, experimentArguments, runArguments } from '../../options.js';
import { CommandError, EXIT } from '../../terminal/command-error.js';
import { printJson } from '../../terminal/print.js';

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

export const runCommand: Pick<CommandModule<object, RunArguments>, 'builder' | 'handler'> = {
  builder: (yargs: Argv) =>
    runArguments(experimentArguments(yargs)).option('shard', {
      describe: 'train only one part of the runs, as 2/5, for machines that share no disk',
      type: 'string',
      requiresArg: true,
      coerce: shardOf,
    }) as unknown as Argv<RunArguments>,
  async handler(args) {
    const experiments = await readExperiments(args);
    const { runAndWatch: runWatched } = await import('../../watch-sweep.js');
    const records: ExperimentRecord[] = [];
    for (const experiment of experiments) records.push(await runWatched(experiment, args));
    const { printSummary, summaryJson } = await import('./run-summary.js');
    for (const record of records) await printSummary(record, { json: args.json === true });
    if (args.json) printJson(records.map(summaryJson));
    const failed = records.flatMap(({ runs }) => runs.filter(({ outcome }) => outcome === 'error'));
    if (failed.length > 0)
      throw new CommandError(
        `${plural(failed.length, 'run')} failed with an error; the first (${join(failed[0].cell.folder, String(failed[0].seed))}): ${failed[0].reason}`,
        EXIT.runsFailed,
      );
  },
};

function shardOf(text: string): Shard {
  const shard = parseShard(String(text));
  if (!shard) throw new Error(`--shard: expected PART/PARTS, as 2/5, got "${text}"`);
  return shard;
}
