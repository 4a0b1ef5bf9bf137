/**
 * A run that is written another time: beside what its summary vouches for, in `again/` of its folder, and moved into place only when all
 * of it is there. What was read at steps whose parameters were not kept (`measure.keep: last`) exists once, and nothing can make it again.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isWritten } from '../bytes/checksum.js';
import { FILES } from '../layout.js';
import { type RunSummary, readSummary } from './summary.js';

/** What the report draws; of another writing they would be drawn beside it. */
export const DRAWN_FOLDERS = ['samples', 'curves'] as const;

/** Finishes what was cut off while a run was written another time, or drops it where it was not all there. For whoever holds the run. */
export function settleRewrite(folder: string): void {
  const again = join(folder, FILES.rewrite);
  if (!existsSync(again)) return;
  const summary = readSummary(again);
  if (summary && isComplete(folder, summary)) for (const _ of moveIntoPlace(folder, summary));
  else rmSync(again, { recursive: true, force: true });
}

function isComplete(folder: string, { checksums }: RunSummary): boolean {
  return Object.entries(checksums).every(([path, expected]) => {
    const staged = join(folder, FILES.rewrite, path);
    const at = existsSync(staged) ? staged : join(folder, path);
    return existsSync(at) && isWritten(readFileSync(at), expected);
  });
}

/** From `again/` to its place, the summary last. Yields after every change of the disk; begun anew, it goes on where it was cut off. */
export function* moveIntoPlace(folder: string, { checksums }: Pick<RunSummary, 'checksums'>): Generator<void> {
  const again = join(folder, FILES.rewrite);
  for (const path of [...Object.keys(checksums), FILES.environment]) {
    if (!existsSync(join(again, path))) continue;
    makeFolderIn(folder, dirname(path));
    renameSync(join(again, path), join(folder, path));
    yield;
  }
  for (const name of DRAWN_FOLDERS) {
    const left = existsSync(join(folder, name)) ? readdirSync(join(folder, name)) : [];
    const strange = left.filter((file) => !(`${name}/${file}` in checksums));
    for (const file of strange) rmSync(join(folder, name, file), { recursive: true, force: true });
    if (left.length > 0 && strange.length === left.length) rmSync(join(folder, name), { recursive: true, force: true });
    yield;
  }
  renameSync(join(again, FILES.summary), join(folder, FILES.summary));
  yield;
  rmSync(again, { recursive: true, force: true });
}

export function makeFolderIn(folder: string, path: string): void {
  try {
    mkdirSync(join(folder, path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
