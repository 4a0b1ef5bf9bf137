/** The experiments whose results lie in some folders, or in folders of these: shards of one are one experiment. */

import { plural } from '../core/text/words.js';
import { type Merged, mergeShards } from '../records/merge-shards.js';
import { readExperiment } from '../runner/read-experiment.js';
import { experimentFoldersIn } from './results-folders.js';
import { usageError } from './terminal/command-error.js';
import { printMessage } from './terminal/print.js';

export async function readRecords(dirs: readonly string[]): Promise<readonly Merged[]> {
  const records = await Promise.all(
    [...new Set(dirs.flatMap(experimentFoldersIn))].map((folder) =>
      readExperiment(folder).catch((error: Error) => {
        throw usageError(error.message);
      }),
    ),
  );
  const merged = mergeShards(records);
  for (const { record, folders, twice } of merged)
    if (folders.length > 1) {
      const { name, cells, seeds } = record.experiment;
      const again = twice > 0 ? `; ${plural(twice, 'run')} in more than one of them, taken from the first` : '';
      printMessage(
        `${name}: ${record.runs.length} of ${cells.length * seeds.length} runs, from ${folders.join(', ')}${again}`,
      );
    }
  return merged;
}
