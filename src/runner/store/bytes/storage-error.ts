/** Errors of the disk, as one sentence for the user. */
import { existsSync, lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FILES } from '../layout.js';

/**
 * The results cannot be written, or a file of them is not used; the message has the path, the reason and what to do. Results
 * already written are intact.
 *
 * @example
 * const experiment = await loadExperiment('ring.yaml');
 * const error = await runExperiment(experiment, { results: 'ring.yaml' }).catch((reason: unknown) => reason);
 * console.log(error instanceof StorageError); // true: the results folder is a file
 */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

const DISK_ERRORS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is exceeded',
  EFBIG: 'a file would be larger than the disk or a limit of this user allows',
  EROFS: 'the disk is read-only',
  EACCES: 'this folder is not writable',
  EPERM: 'this folder is not writable',
  EIO: 'the disk reports an error',
  ENODEV: 'the disk is no longer available',
  ENXIO: 'the disk is no longer available',
  ESTALE: 'the network disk no longer knows this folder',
  ETIMEDOUT: 'the network disk does not answer',
  EHOSTDOWN: 'the network disk does not answer',
  ENAMETOOLONG: 'the path is too long for the disk',
  EBUSY: 'another program uses a file of this folder',
  ETXTBSY: 'another program uses a file of this folder',
  ENOTEMPTY: 'another program writes into this folder',
  EMFILE: 'this process has too many open files (see ulimit -n)',
  ENFILE: 'this machine has too many open files',
  EINVAL: 'the file system refuses an operation that is needed',
  ENOSYS: 'the file system lacks an operation that is needed',
  ENOTSUP: 'the file system lacks an operation that is needed',
  EOPNOTSUPP: 'the file system lacks an operation that is needed',
  EXDEV: 'parts of this folder are on different disks',
};

// These also stand for what has nothing to do with a disk: only with the path of a file.
const NEED_A_PATH = new Set(['EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'ETIMEDOUT', 'EHOSTDOWN', 'ENOTEMPTY']);

const WRONG_KIND = {
  ENOTDIR: 'a file is where a folder should be',
  EISDIR: 'a folder is where a file should be',
  ELOOP: 'a symbolic link is where a file or folder of the results should be, and is not followed',
  ENOTREG: 'a device or a pipe is where a file should be',
  ETOOBIG: 'the file is larger than any that Helvetica writes',
} as const;

/**
 * The error of the disk that the code stands for; null where it is not one. `path`: the file or folder that was refused. A folder that
 * is being removed vanishes file by file, and its plan may be the last to go.
 */
export function storageError(folder: string, code = '', path?: string): StorageError | null {
  const isVanishing = path?.startsWith(join(folder, '/')) && !existsSync(dirname(path));
  if (code === 'ENOENT' && (isVanishing || !existsSync(join(folder, FILES.experiment))))
    return new StorageError(`${folder}: the results folder was removed; run the same command again to start over`);
  const wrongKind = (WRONG_KIND as Readonly<Record<string, string>>)[code];
  if (wrongKind) return storageProblem(path ? firstExisting(path) : folder, wrongKind);
  if (path === undefined && NEED_A_PATH.has(code)) return null;
  return DISK_ERRORS[code] === undefined ? null : storageProblem(folder, DISK_ERRORS[code]);
}

function storageProblem(where: string, problem: string): StorageError {
  return new StorageError(
    `${where}: ${problem}; existing results are intact: fix this, then run the same command again`,
  );
}

/** The error of a file or folder that is not used. Its code and path let it pass from a worker to its parent. */
export function refusedFile(path: string, code: keyof typeof WRONG_KIND): StorageError {
  return Object.assign(storageProblem(path, WRONG_KIND[code]), { code, path });
}

/** The path that an error is about: of two, the one that was to be replaced. */
export function errorPath(error: unknown): string | undefined {
  const { path, dest } = (error ?? {}) as NodeJS.ErrnoException & { readonly dest?: string };
  return dest ?? path;
}

/** The path, or what exists among its parents; a link exists, wherever it leads. */
function firstExisting(path: string): string {
  return isThere(path) || dirname(path) === path ? path : firstExisting(dirname(path));
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false; // below a file
  }
}
