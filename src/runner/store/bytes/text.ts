/** Files that may not be there. What is refused of one that is there says which it is: of itself Node leaves that out. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** At once: of ten thousand small files, waiting for each would take ten times as long as reading it. Null where there is none. */
export function readTextNow(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return nullIfMissing(error, path);
  }
}

/** Null where there is no such file (any more). */
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
