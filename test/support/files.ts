/** Files whose dates and bits tests change. Dates are whole seconds: the only ones that `Date` and every file system keep exactly. */
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Milliseconds since 1970. */
export function dateOf(path: string): number {
  return statSync(path).mtimeMs;
}

/** In milliseconds since 1970, rounded down to the second. */
export function setDate(path: string, date: number): void {
  const seconds = Math.floor(date / 1000);
  utimesSync(path, seconds, seconds);
}

/** Gives every file under the folder one date, an hour ago: older than all that is written from now on, by any clock's grain. */
export function backdate(folder: string): void {
  const date = Date.now() - 3_600_000;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) setDate(join(entry.parentPath, entry.name), date);
}

/** Flips a bit of the last number under the same size, and under the same date where that is a whole second. */
export function flipBit(path: string): void {
  const date = dateOf(path);
  const bytes = readFileSync(path);
  bytes[bytes.length - 1] ^= 1;
  writeFileSync(path, bytes);
  setDate(path, date);
}
