/** Finished runs whose files are not what they wrote, though their size and date are: found by reading every byte. */
import { statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Experiment } from '../../records/experiment.js';
import { FILES, seedFolder } from '../store/layout.js';
import { readVerified } from '../store/runs/kept.js';
import { readSummary } from '../store/runs/summary.js';

/** Paths of damaged files, which the next look over the runs sees: what is damaged is measured again, or trained. */
export async function findDamagedFiles(
  folder: string,
  { cells, seeds }: Pick<Experiment, 'cells' | 'seeds'>,
): Promise<string[]> {
  const damaged: string[] = [];
  for (const cell of cells)
    for (const seed of seeds) {
      const at = seedFolder(folder, cell, seed);
      const summary = readSummary(at);
      for (const file of Object.keys(summary?.checksums ?? {}))
        if (!(await readVerified(at, file, summary!))) {
          invalidate(at, join(at, file));
          damaged.push(join(at, file));
        }
    }
  return damaged;
}

/** Makes a damaged file younger than its run's summary, so that it is no longer taken at its word. */
export function invalidate(run: string, path: string): void {
  try {
    const ended = statSync(join(run, FILES.summary)).mtimeMs;
    const when = Math.max(Date.now(), ended + 1000) / 1000;
    utimesSync(path, when, when);
  } catch {} // it has gone, which is seen too; or nobody may write here, and so nobody can make it again
}
