/** The clock of a disk: on a shared disk it is the server's, and other machines' clocks may differ by minutes. */
import { closeSync, fstatSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryName } from './atomic.js';

/** Milliseconds since 1970, as the folder's disk dates new files; this machine's time where nothing can be written. */
export function diskNow(folder: string): number {
  const probe = temporaryName(join(folder, 'now'));
  try {
    const file = openSync(probe, 'wx');
    try {
      return fstatSync(file).mtimeMs;
    } finally {
      closeSync(file);
      rmSync(probe, { force: true });
    }
  } catch {
    return Date.now();
  }
}
