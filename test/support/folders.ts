/** Whole folders as values, for tests that compare what two sweeps left behind. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** A checksum by path, of every file under the folder that does not match `except`. */
export async function checksumsOf(
  folder: string,
  except = /(^|\/)(incidents|pace)\.json$/,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).split(sep).join('/');
    if (entry.isFile() && !except.test(name))
      found[name] = createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}
