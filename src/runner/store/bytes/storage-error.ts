/** Errors of the disk, as one sentence for the user. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FILES } from '../layout.js';

/** The results cannot be written. Results already written are intact. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

const DISK_ERRORS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is exceeded',
  EROFS: 'the disk is read-only',
  EACCES: 'this folder is not writable',
  EPERM: 'this folder is not writable',
  EIO: 'the disk reports an error',
  ENODEV: 'the disk is no longer available',
  ENXIO: 'the disk is no longer available',
  ENAMETOOLONG: 'the path is too long for the disk',
};

/**
 * The error of the disk that the code stands for; null where it is not one. `path`: the file or folder that was refused. A folder that
 * is being removed vanishes file by file, and its plan may be the last to go.
 */
export function storageError(folder: string, code: string | undefined, path?: string): StorageError | null {
  const isVanishing = path?.startsWith(join(folder, '/')) && !existsSync(dirname(path));
  if (code === 'ENOENT' && (isVanishing || !existsSync(join(folder, FILES.experiment))))
    return new StorageError(`${folder}: the results folder was removed; run the same command again to start over`);
  const wrongKind = WRONG_KIND[code ?? ''];
  const problem = wrongKind ?? DISK_ERRORS[code ?? ''];
  const where = wrongKind && path ? firstExisting(path) : folder;
  return problem
    ? new StorageError(`${where}: ${problem}; existing results are intact: fix this, then run the same command again`)
    : null;
}

/** The path that an error is about: of two, the one that was to be replaced. */
export function errorPath(error: unknown): string | undefined {
  const { path, dest } = (error ?? {}) as NodeJS.ErrnoException & { readonly dest?: string };
  return dest ?? path;
}

const WRONG_KIND: Readonly<Record<string, string>> = {
  ENOTDIR: 'a file is where a folder should be',
  EISDIR: 'a folder is where a file should be',
};

/** The path, or the existing file among its parents. */
function firstExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : firstExisting(dirname(path));
}
