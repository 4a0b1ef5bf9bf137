/** Finds damaged files of ended runs by reading every byte, and marks them, so that their runs are repeated. */
import { lstatSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Experiment } from '../../records/experiment.js';
import { FILES } from '../store/layout.js';
import { ownSeedFolder } from '../store/own-runs.js';
import { readVerified } from '../store/runs/kept.js';
import { readSummary } from '../store/runs/summary.js';

/** Returns the paths of damaged files, and invalidates them: the next plan measures or trains their runs again. */
export async function findDamagedFiles(
  folder: string,
  { cells, seeds }: Pick<Experiment, 'cells' | 'seeds'>,
): Promise<string[]> {
  const damaged: string[] = [];
  for (const cell of cells)
    for (const seed of seeds) {
      const at = ownSeedFolder(folder, cell, seed);
      const summary = readSummary(at);
      for (const file of Object.keys(summary?.checksums ?? {}))
        if (!(await readVerified(at, file, summary!))) {
          invalidate(at, join(at, file));
          damaged.push(join(at, file));
        }
    }
  return damaged;
}

/** Dates a damaged file after its run's summary, so that its checksum is verified from now on. */
export function invalidate(run: string, path: string): void {
  try {
    if (!lstatSync(path).isFile()) return; // a link leads elsewhere
    const ended = statSync(join(run, FILES.summary)).mtimeMs;
    const when = Math.max(Date.now(), ended + 1000) / 1000;
    utimesSync(path, when, when);
  } catch {} // it is missing, which is detected too; or the folder is read-only, and nothing can be replaced
}
