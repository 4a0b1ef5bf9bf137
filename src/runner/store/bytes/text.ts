/**
 * Reads files of a results folder, which may be missing. Only regular files are read: a link may lead anywhere, and a pipe has no end.
 * Other errors carry the path, which Node leaves out of errors of reading.
 */
import { lstatSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { refusedFile } from './storage-error.js';

const MAX_FILE_BYTES = 400e6; // of a text: V8's longest string has 512 million characters. No plan of 100,000 runs comes near
const MAX_ARRAY_BYTES = 2e9; // of any other file: what Node reads at once

/** Whether there is something to read. Throws a `StorageError` where it is a link, a device, a pipe or too large; a folder is left to the reader. */
export function isReadable(path: string, maxBytes = MAX_FILE_BYTES): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return false;
  if (found.isSymbolicLink()) throw refusedFile(path, 'ELOOP');
  if (!found.isFile() && !found.isDirectory()) throw refusedFile(path, 'ENOTREG');
  if (found.isFile() && found.size > maxBytes) throw refusedFile(path, 'ETOOBIG');
  return true;
}

/** Synchronous: for ten thousand small files, awaiting each would take ten times as long as reading it. Null where it is missing. */
export function readTextNow(path: string): string | null {
  try {
    return isReadable(path, MAX_FILE_BYTES) ? readFileSync(path, 'utf8') : null;
  } catch (error) {
    return nullIfMissing(error, path);
  }
}

/** Null where it is missing. */
export async function readBytes(path: string): Promise<Buffer | null> {
  try {
    return isReadable(path, MAX_ARRAY_BYTES) ? await readFile(path) : null;
  } catch (error) {
    return nullIfMissing(error, path);
  }
}

/** The bytes, synchronously. Null where it is missing. */
export function readBytesNow(path: string): Buffer | null {
  try {
    return isReadable(path, MAX_ARRAY_BYTES) ? readFileSync(path) : null;
  } catch (error) {
    return nullIfMissing(error, path);
  }
}

function nullIfMissing(error: unknown, path: string): null {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
  throw Object.assign(error as NodeJS.ErrnoException, { path });
}
