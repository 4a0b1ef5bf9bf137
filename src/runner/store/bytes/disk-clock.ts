/** What time it is for a disk: on a shared one that is its server's time, and other machines' clocks may differ by minutes. */
import { closeSync, fstatSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryName } from './atomic.js';

/** Milliseconds, as file times there are; this machine's time where nothing can be written. */
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
