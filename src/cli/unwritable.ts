/** Folders that can be read and not written: results on read-only media, or of another user. */
import { dirname, resolve } from 'node:path';
import { storageError } from '../runner/store/bytes/storage-error.js';

const UNWRITABLE = new Set(['EROFS', 'EACCES', 'EPERM']);

/**
 * What the work returns, or null where a file directly in the folder could not be written; other errors are thrown, those of files that
 * the work could not read among them. `reason` is a sentence about the folder.
 */
export async function ifWritable<T>(
  folder: string,
  work: () => Promise<T>,
  unwritable: (reason: string) => void,
): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    const { code = '', dest } = (error ?? {}) as NodeJS.ErrnoException & { readonly dest?: string };
    // Only errors of writing carry the file that was to be replaced.
    const isOfWriting = dest !== undefined && resolve(dirname(dest)) === resolve(folder);
    if (!UNWRITABLE.has(code) || !isOfWriting) throw error;
    const [reason = ''] = storageError(folder, code, dest)?.message.split(';') ?? [];
    unwritable(reason);
    return null;
  }
}
