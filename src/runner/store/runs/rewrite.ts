/**
 * A run that is written another time: beside what its summary vouches for, in `again/` of its folder, and moved into place only when all
 * of it is there. What was read at steps whose parameters were not kept (`measure.keep: last`) exists once, and nothing can make it again.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isWritten } from '../bytes/checksum.js';
import { FILES } from '../layout.js';
import { readSummary, type Summary } from './summary.js';

/** What the report draws; of another writing they would be drawn beside it. */
export const DRAWN = ['samples', 'curves'] as const;

/** Finishes what was cut off while a run was written another time, or drops it where it was not all there. For whoever holds the run. */
export function settle(folder: string): void {
  const again = join(folder, FILES.again);
  if (!existsSync(again)) return;
  const summary = readSummary(again);
  if (summary && isComplete(folder, summary)) for (const _ of moving(folder, summary));
  else rmSync(again, { recursive: true, force: true });
}

function isComplete(folder: string, { checksums }: Summary): boolean {
  return Object.entries(checksums).every(([path, expected]) => {
    const staged = join(folder, FILES.again, path);
    const at = existsSync(staged) ? staged : join(folder, path);
    return existsSync(at) && isWritten(readFileSync(at), expected);
  });
}

/** From `again/` to its place, the summary last. Yields after every change of the disk; begun anew, it goes on where it was cut off. */
export function* moving(folder: string, { checksums }: Pick<Summary, 'checksums'>): Generator<void> {
  const again = join(folder, FILES.again);
  for (const path of [...Object.keys(checksums), FILES.environment]) {
    if (!existsSync(join(again, path))) continue;
    makeFolderIn(folder, dirname(path));
    renameSync(join(again, path), join(folder, path));
    yield;
  }
  for (const name of DRAWN) {
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
