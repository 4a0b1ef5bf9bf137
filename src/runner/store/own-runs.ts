/** The folders of runs, of which none on the way is a link. */
import { join } from 'node:path';
import type { PlannedCell } from '../../records/experiment.js';
import { isOwnFolder } from './bytes/own-folders.js';
import { cellFolder, seedFolder } from './layout.js';

/**
 * The run's folder, as `seedFolder`, which may be missing. Throws a `StorageError` where it or a folder between it and the experiment's
 * is a symbolic link.
 */
export function ownSeedFolder(experiment: string, cell: Pick<PlannedCell, 'folder'>, seed: number): string {
  const at = seedFolder(experiment, cell, seed);
  const above = [join(experiment, 'cells'), cellFolder(experiment, cell), join(cellFolder(experiment, cell), 'seeds')];
  for (const folder of [...above, at]) if (!isOwnFolder(folder)) break;
  return at;
}
