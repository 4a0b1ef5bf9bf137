/**
 * Writing an ended run again: into `again/` of its folder, beside the files that its summary vouches for, and moved into place only when
 * it is complete. Metric values at steps whose parameters were not kept (`measure.keep: last`) exist once, and cannot be computed again.
 */
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isWritten } from '../bytes/checksum.js';
import { entriesIn, isOwnFolder, makeOwnFolder, removeOwnFolder } from '../bytes/own-folders.js';
import { FILES } from '../layout.js';
import { type RunSummary, readSummary } from './summary.js';

/** Folders of arrays that the report draws. Files of an earlier measurement in them are removed: they would be drawn too. */
export const DRAWN_FOLDERS = ['samples', 'curves'] as const;

/** Completes an interrupted rewrite, or drops it where it was incomplete. Only for the process that holds the run's lease. */
export function settleRewrite(folder: string): void {
  const staged = join(folder, FILES.rewrite);
  if (!isOwnFolder(staged)) return;
  const summary = readSummary(staged);
  if (summary && isComplete(folder, summary)) for (const _ of moveIntoPlace(folder, summary));
  else removeOwnFolder(staged);
}

function isComplete(folder: string, { checksums }: RunSummary): boolean {
  return Object.entries(checksums).every(([path, expected]) => {
    const rewritten = join(folder, FILES.rewrite, path);
    const at = existsSync(rewritten) ? rewritten : join(folder, path);
    return existsSync(at) && isWritten(readFileSync(at), expected);
  });
}

/** Moves `again/` into place, the summary last. Yields after every change of the disk; after an interruption, running it again completes it. */
export function* moveIntoPlace(folder: string, { checksums }: Pick<RunSummary, 'checksums'>): Generator<void> {
  const staged = join(folder, FILES.rewrite);
  for (const path of [...Object.keys(checksums), FILES.environment]) {
    if (!existsSync(join(staged, path))) continue;
    makeOwnFolder(join(folder, dirname(path)));
    renameSync(join(staged, path), join(folder, path));
    yield;
  }
  for (const name of DRAWN_FOLDERS) {
    const left = entriesIn(join(folder, name)).map((entry) => entry.name);
    const obsolete = left.filter((file) => !(`${name}/${file}` in checksums));
    for (const file of obsolete) rmSync(join(folder, name, file), { recursive: true, force: true });
    if (left.length > 0 && obsolete.length === left.length) removeOwnFolder(join(folder, name));
    yield;
  }
  renameSync(join(staged, FILES.summary), join(folder, FILES.summary));
  yield;
  removeOwnFolder(staged);
}
