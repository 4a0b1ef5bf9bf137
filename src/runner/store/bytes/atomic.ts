/** Atomic writes: a file appears whole or not at all. It is written under a temporary name in the same folder, then renamed. */
import { createHash, randomUUID } from 'node:crypto';
import { closeSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import { isGone, thisHolder } from '../holder.js';

/** Writes and syncs to disk. Content may come in pieces, of which only one need be in memory at a time. */
export async function writeWhole(path: string, content: string | Uint8Array | Iterable<string>): Promise<void> {
  const temporary = temporaryName(path);
  try {
    const file = await open(temporary, 'w');
    try {
      for (const piece of typeof content === 'string' || content instanceof Uint8Array ? [content] : content)
        await file.writeFile(piece); // after the one before
      await file.sync().catch(unlessUnsupported);
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

/** Some FUSE and network file systems cannot sync a file; what is then lost in a power failure is detected like other damage. */
function unlessUnsupported(error: NodeJS.ErrnoException): void {
  if (!['EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'].includes(error.code ?? '')) throw error;
}

/** Errors of file systems that have no hard links: exFAT, some FUSE and SMB mounts, FAT on Windows (EISDIR). */
const NO_LINKS = new Set(['EPERM', 'EACCES', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'EISDIR', 'EMLINK', 'EXDEV']);

/**
 * Creates the file, which must not exist; false where it does, or where its folder is gone. The file appears whole, by a hard link, which
 * is exclusive on network disks too. Where the file system has no links it is created exclusively, and a reader may meet it empty.
 */
export async function placeNew(path: string, text: string, makeLink: typeof link = link): Promise<boolean> {
  const temporary = temporaryName(path);
  try {
    writeFileSync(temporary, text);
    await makeLink(temporary, path);
    return true;
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || (code === 'ENOENT' && syscall === 'link')) return false;
    if (syscall === 'link' && NO_LINKS.has(code ?? '')) return createNew(path, text);
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}

function createNew(path: string, text: string): boolean {
  let file: number;
  try {
    file = openSync(path, 'wx');
  } catch (error) {
    if (['EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    rmSync(path, { force: true }); // an empty lease would have no holder
    throw Object.assign(error as NodeJS.ErrnoException, { path });
  } finally {
    closeSync(file);
  }
  return true;
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
