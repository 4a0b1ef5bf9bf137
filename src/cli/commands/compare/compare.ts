/** `helvetica compare`: settings compared on what their runs came to, with failure rates, intervals and paired tests. */

import { compareGroups } from '../../../inference/comparisons/compare-groups.js';
import type { ComparisonRequest, GroupComparison } from '../../../inference/comparisons/group-comparison.js';
import { Refusal } from '../../../inference/expressions/refusal.js';
import { metrics } from '../../../metrics/catalog.js';
import { estimatorKinds, lastEstimator } from '../../../records/estimators.js';
import type { ExperimentRecord } from '../../../records/run-record.js';
import { readEstimators } from '../../../runner/store/runs/runs.js';
import { command } from '../../command.js';
import { readRecords } from '../../read-records.js';
import { usageError } from '../../terminal/command-error.js';
import { print, printNext, shellWords } from '../../terminal/print.js';
import { comparisonText } from './compare-table.js';

interface Arguments extends ComparisonRequest {
  readonly dirs: readonly string[];
  readonly json?: boolean | undefined;
}

export const compareCommand = command<Arguments>({
  builder: (yargs) =>
    yargs
      .positional('dirs', {
        describe: 'results folders, or folders of such; several are an axis of their own, `experiment`',
        type: 'string',
        array: true,
        demandOption: true,
      })
      .option('by', {
        describe: 'what to compare: an axis as the file writes it',
        type: 'string',
        demandOption: true,
        requiresArg: true,
      })
      .option('metric', {
        describe: "a metric's column (default: the first that has a better end)",
        type: 'string',
        requiresArg: true,
      })
      .option('against', {
        describe: 'what the others are tested against (default: the first in the file)',
        type: 'string',
        requiresArg: true,
      })
      .option('json', { describe: 'for machines', type: 'boolean' }),
  async handler({ dirs, json, ...question }) {
    const records = (await readRecords(dirs)).map(({ record }) => record);
    const comparison = refusing(() => compareGroups(records, question, metrics));
    const said = estimatorsBehind(records, comparison.metric);
    if (json) print(JSON.stringify({ ...comparison, estimators: estimatorKinds(said) }, withoutInfinities, 2));
    else print(comparisonText(comparison, said));
    printNext(`report ${shellWords(dirs)}`);
  },
});

/** What the compared numbers were come by, as the first run of every setting says. */
function estimatorsBehind(records: readonly ExperimentRecord[], metric: string): readonly (string | null)[] {
  const firsts = records.flatMap(({ runs }) => [
    ...new Map(runs.toReversed().map((run) => [run.cell.id, run])).values(),
  ]);
  return firsts.map(({ folder }) => lastEstimator(readEstimators(folder), metric));
}

/** JSON holds no infinities. */
function withoutInfinities(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** A refusal as a message to the person: what was wrong, what was most likely meant, what is allowed. */
function refusing(work: () => GroupComparison): GroupComparison {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { message, didYouMean, allowed } = error.problem;
    const meant = didYouMean ? `; did you mean "${didYouMean}"?` : '';
    throw usageError(`${message}${meant}${allowed.length > 0 ? `; there are ${allowed.join(', ')}` : ''}`);
  }
}
