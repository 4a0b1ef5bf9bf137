/** Reads experiments from results folders or from folders that hold several; shards of one experiment are merged. */

import { plural } from '../core/text/words.js';
import { type Merged, mergeShards } from '../records/merge-shards.js';
import { readExperiment } from '../runner/read-experiment.js';
import { loadForResults, noteNotLoaded } from './named-extensions.js';
import { experimentFoldersIn } from './results-folders.js';
import { usageError } from './terminal/command-error.js';
import { printDamaged, printMessage } from './terminal/print.js';

/** `extensions`: the files that the command line names, whose code runs; no other does. */
export async function readRecords(dirs: readonly string[], extensions?: readonly string[]): Promise<readonly Merged[]> {
  const records = await Promise.all(
    [...new Set(dirs.flatMap(experimentFoldersIn))].map((folder) =>
      readExperiment(folder).catch((error: Error) => {
        throw usageError(error.message);
      }),
    ),
  );
  const experiments = records.map(({ experiment }) => experiment);
  await loadForResults(extensions, experiments);
  await noteNotLoaded(experiments);
  const merged = mergeShards(records);
  for (const { damaged = [] } of records) printDamaged(damaged);
  for (const { record, folders, twice } of merged)
    if (folders.length > 1) {
      const { name, cells, seeds } = record.experiment;
      const repeated = twice > 0 ? `; ${plural(twice, 'duplicate run')}, read from the first folder` : '';
      printMessage(
        `${name}: ${record.runs.length} of ${cells.length * seeds.length} runs, from ${folders.join(', ')}${repeated}`,
      );
    }
  return merged;
}
