/** A file appears whole or not at all: written beside its place under a name of its own, synced or not, then renamed. */
import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { isGone, thisHolder } from '../holder.js';

/** Content may come in pieces, of which only one need be in memory at a time. */
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
    // What is refused in the midst of a file has no name.
    throw Object.assign(error as NodeJS.ErrnoException, { path: temporary, dest: path });
  }
}

/**
 * The same without waiting for the disk, which takes ten times as long as all the rest: for what tells when it is not whole, and is
 * soon made again. After a power failure it may be short, never mixed with another.
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

/** Beside `path`, and nobody else's: two processes of two machines may well have one number. It says whose it is. */
export function temporaryName(path: string): string {
  const { pid, machine } = thisHolder();
  return `${path}.${pid}-${digest(machine)}.${randomUUID()}${TEMPORARY}`;
}

/** Names in the folder that processes of this machine were writing when they died: nobody will ever finish them. */
export function abandonedIn(folder: string): string[] {
  const { machine } = thisHolder();
  const own = digest(machine);
  return readdirSync(folder).filter((name) => {
    const [, pid, of] = WRITER.exec(name) ?? [];
    return of === own && isGone({ machine, pid: Number(pid) });
  });
}

const WRITER = /\.(\d+)-([0-9a-f]{8})\.[0-9a-f-]{36}\.tmp$/;

function digest(machine: string): string {
  return createHash('sha256').update(machine).digest('hex').slice(0, 8);
}

/** How unfinished files end: whoever is killed while writing leaves one, and nothing ever reads it. */
export const TEMPORARY = '.tmp';
