/** Atomic writes: a file appears whole or not at all. It is written under a temporary name in the same folder, then renamed. */
import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { isGone, thisHolder } from '../holder.js';

/** Writes and syncs to disk. Content may come in pieces, of which only one need be in memory at a time. */
export async function writeWhole(path: string, content: string | Uint8Array | Iterable<string>): Promise<void> {
  const temporary = temporaryName(path);
  try {
    const file = await open(temporary, 'w');
    try {
      for (const piece of typeof content === 'string' || content instanceof Uint8Array ? [content] : content)
        await file.writeFile(piece); // after the one before
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    // Errors from writing to an open file carry no path.
    throw Object.assign(error as NodeJS.ErrnoException, { path: temporary, dest: path });
  }
}

/**
 * The same without syncing, which takes ten times as long as all the rest: for files whose damage is detected, and which are
 * quickly rebuilt. After a power failure the file may be short, never mixed with another.
 */
export function placeWhole(path: string, content: string | Uint8Array): void {
  const temporary = temporaryName(path);
  try {
    writeFileSync(temporary, content);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** A unique name in the same folder. It holds the process number and a digest of the machine, since two machines may share a process number. */
export function temporaryName(path: string): string {
  const { pid, machine } = thisHolder();
  return `${path}.${pid}-${digest(machine)}.${randomUUID()}${TEMPORARY}`;
}

/** Names of temporary files in the folder whose writers, processes of this machine, have died. */
export function abandonedIn(folder: string): string[] {
  const { machine } = thisHolder();
  const own = digest(machine);
  return readdirSync(folder).filter((name) => {
    const [, pid, writer] = WRITER.exec(name) ?? [];
    return writer === own && isGone({ machine, pid: Number(pid) });
  });
}

/** Whether this program gave the file its name: `history.csv.123-0a1b2c3d.UUID.tmp`. A user's `notes.tmp` is not one. */
export function isTemporary(name: string): boolean {
  return WRITER.test(name);
}

const WRITER = /\.(\d+)-([0-9a-f]{8})\.[0-9a-f-]{36}\.tmp$/;

function digest(machine: string): string {
  return createHash('sha256').update(machine).digest('hex').slice(0, 8);
}

/** Extension of temporary files. A process killed while writing leaves one; nothing reads it. */
export const TEMPORARY = '.tmp';
