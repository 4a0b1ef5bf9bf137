/** What it means when the disk refuses: the operating system's error as a sentence for the person. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FILES } from '../layout.js';

/** The results cannot be written: a sentence for the person. Nothing that was written before is harmed. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

const REFUSALS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'this folder may not be written to',
  EPERM: 'this folder may not be written to',
  EIO: 'the disk reports an error',
  ENODEV: 'the disk has gone',
  ENXIO: 'the disk has gone',
  ENAMETOOLONG: 'the path is too long for the disk',
};

/**
 * What an error's code says about the folder; null where it says nothing of the disk. `path`: of what was refused. One that vanishes
 * does so file by file, and its plan may be the last.
 */
export function storageError(folder: string, code: string | undefined, path?: string): StorageError | null {
  const isVanishing = path?.startsWith(join(folder, '/')) && !existsSync(dirname(path));
  if (code === 'ENOENT' && (isVanishing || !existsSync(join(folder, FILES.experiment))))
    return new StorageError(`${folder}: the results folder has gone; the same line again starts it anew`);
  const inPlace = IN_PLACE[code ?? ''];
  const refusal = inPlace ?? REFUSALS[code ?? ''];
  const where = inPlace && path ? inTheWay(path) : folder;
  return refusal
    ? new StorageError(
        `${where}: ${refusal}; nothing that is there is harmed: type the same line again when that is mended`,
      )
    : null;
}

/** What an error is about: of two paths, the one that was to be replaced. */
export function errorPath(error: unknown): string | undefined {
  const { path, dest } = (error ?? {}) as NodeJS.ErrnoException & { readonly dest?: string };
  return dest ?? path;
}

const IN_PLACE: Readonly<Record<string, string>> = {
  ENOTDIR: 'there is a file in the place of a folder',
  EISDIR: 'there is a folder in the place of a file',
};

/** The path, or the file on the way to it. */
function inTheWay(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : inTheWay(dirname(path));
}
