/** `helvetica compare`: compares settings by final metric values and divergence rates, with intervals and paired tests. */

import { compareGroups } from '../../../inference/comparisons/compare-groups.js';
import type { ComparisonRequest, GroupComparison } from '../../../inference/comparisons/group-comparison.js';
import { InvalidInputError } from '../../../inference/invalid-input.js';
import { metrics } from '../../../metrics/catalog.js';
import { estimatorKinds, lastEstimator } from '../../../records/estimators.js';
import type { ExperimentRecord } from '../../../records/run-record.js';
import { readEstimators } from '../../../runner/store/runs/runs.js';
import { command } from '../../command.js';
import { extensionOption } from '../../options.js';
import { readRecords } from '../../read-records.js';
import { usageError } from '../../terminal/command-error.js';
import { print, printNext, shellWords } from '../../terminal/print.js';
import { comparisonText } from './compare-table.js';

interface Arguments extends ComparisonRequest {
  readonly dirs: readonly string[];
  readonly extension?: readonly string[] | undefined;
  readonly json?: boolean | undefined;
}

export const compareCommand = command<Arguments>({
  builder: (yargs) =>
    yargs
      .positional('dirs', {
        describe: 'results folders, or folders that hold several; with several, `experiment` is an axis too',
        type: 'string',
        array: true,
        demandOption: true,
      })
      .option('by', {
        describe: 'axis to compare, as in the file: loss, optimizer.lr',
        type: 'string',
        demandOption: true,
        requiresArg: true,
      })
      .option('metric', {
        describe: 'column of a metric (default: the first that has a better direction)',
        type: 'string',
        requiresArg: true,
      })
      .option('against', {
        describe: 'value that the others are tested against (default: the first in the file)',
        type: 'string',
        requiresArg: true,
      })
      .option('extension', extensionOption)
      .option('json', { describe: 'print JSON', type: 'boolean' }),
  async handler({ dirs, json, extension, ...question }) {
    const records = (await readRecords(dirs, extension)).map(({ record }) => record);
    const comparison = withUsageErrors(() => compareGroups(records, question, metrics));
    const estimators = estimatorsOf(records, comparison.metric);
    if (json) print(JSON.stringify({ ...comparison, estimators: estimatorKinds(estimators) }, withoutInfinities, 2));
    else print(comparisonText(comparison, estimators));
    printNext(`report ${shellWords(dirs)}`);
  },
});

/** The estimators of the compared metric, from the first run of each setting. */
function estimatorsOf(records: readonly ExperimentRecord[], metric: string): readonly (string | null)[] {
  const firsts = records.flatMap(({ runs }) => [
    ...new Map(runs.toReversed().map((run) => [run.cell.id, run])).values(),
  ]);
  return firsts.map(({ folder }) => lastEstimator(readEstimators(folder), metric));
}

/** JSON has no infinities: they are written as strings. */
function withoutInfinities(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** A refusal as a usage error: what is wrong, a suggestion, what is available. */
function withUsageErrors(work: () => GroupComparison): GroupComparison {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const { message, didYouMean, allowed } = error.problem;
    const meant = didYouMean ? `; did you mean "${didYouMean}"?` : '';
    throw usageError(
      `${message}${meant}${allowed.length > 0 ? `${meant ? '' : '.'} Available: ${allowed.join(', ')}` : ''}`,
    );
  }
}
