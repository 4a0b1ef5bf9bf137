/** Reads files that may be missing. Other errors carry the path, which Node leaves out of errors of reading. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** Synchronous: for ten thousand small files, awaiting each would take ten times as long as reading it. Null where it is missing. */
export function readTextNow(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return nullIfMissing(error, path);
  }
}

/** Null where it is missing. */
export async function readBytes(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    return nullIfMissing(error, path);
  }
}

function nullIfMissing(error: unknown, path: string): null {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
  throw Object.assign(error as NodeJS.ErrnoException, { path });
}
