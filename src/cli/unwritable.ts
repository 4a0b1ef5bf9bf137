/** Folders that can be read and not written: results on read-only media, or of another user. */
import { errorPath, storageError } from '../runner/store/bytes/storage-error.js';

const UNWRITABLE = new Set(['EROFS', 'EACCES', 'EPERM']);

/** What the work returns, or null where the folder cannot be written to; other errors are thrown. `reason` is a sentence about the folder. */
export async function ifWritable<T>(
  folder: string,
  work: () => Promise<T>,
  unwritable: (reason: string) => void,
): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    const { code = '' } = (error ?? {}) as NodeJS.ErrnoException;
    if (!UNWRITABLE.has(code)) throw error;
    const [reason = ''] = storageError(folder, code, errorPath(error))?.message.split(';') ?? [];
    unwritable(reason);
    return null;
  }
}
