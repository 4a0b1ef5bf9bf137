/**
 * One writer a seed's folder: `lease.json` says who, and beats while it works.
 *
 * Made by linking a finished file to its place, which fails where there is one, on network disks too. Nobody compares
 * clocks: the file holds a count that its holder raises, and whoever wants the folder watches, on its own clock, whether
 * the count still changes. A holder of this machine whose process has ended is known to be gone at once.
 *
 * Should two ever work at one run all the same (a machine that slept for minutes), nothing is lost: both write the same
 * bytes, each file whole, and the one that finds its lease taken stops.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryName } from '../bytes/atomic.js';
import { type Holder, isGone, thisHolder } from '../holder.js';
import { FILES } from '../layout.js';

/** What the work has come to: for whoever looks on. */
export interface LeaseProgress {
  readonly step: number;
  /** Steps a second. */
  readonly rate: number | null;
}

export interface Lease extends Holder {
  /** This lease and no other. */
  readonly token: string;
  /** Raised every `BEAT` milliseconds. */
  readonly beat: number;
  readonly progress: LeaseProgress | null;
}

export const BEAT_MS = 5_000; // milliseconds
/** Without a beat for so long a lease is stale: well past the minute for which NFS may show what has been. */
export const STALE_AFTER_MS = 90_000;

/** A lease of this process. */
export interface HeldLease {
  /** Raises the count. False where somebody else has taken the folder over: then leave it alone. */
  beat(progress: LeaseProgress | null): Promise<boolean>;
  release(): void;
}

/** Null where somebody has it already, or has just removed what another one left. The folder must exist. */
export async function takeLease(folder: string): Promise<HeldLease | null> {
  const path = join(folder, FILES.lease);
  let lease: Lease = { ...thisHolder(), token: randomUUID(), beat: 0, progress: null };
  const temporary = temporaryName(path);
  try {
    writeFileSync(temporary, textOf(lease));
    await link(temporary, path);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || (code === 'ENOENT' && syscall === 'link')) return null;
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
  const isMine = () => parseLease(textNow(path))?.token === lease.token;
  return {
    async beat(progress) {
      if (!isMine()) return false;
      lease = { ...lease, beat: lease.beat + 1, progress };
      const next = temporaryName(path);
      await writeFile(next, textOf(lease));
      await rename(next, path);
      return true;
    },
    release() {
      if (isMine()) rmSync(path, { force: true });
    },
  };
}

/** The lease on the folder, or null. One that cannot be read is nobody's, and goes stale like any other. */
export function readLease(folder: string): Lease | null {
  return parseLease(textNow(join(folder, FILES.lease)));
}

export interface LeaseWatch {
  /** `stale`: its holder has ended, or its count has not changed for `STALE` while this watched. */
  look(folder: string): Promise<'free' | 'held' | 'stale'>;
  /** Removes the lease that was found stale; null where it has changed since. Gives what it said. */
  clear(folder: string): Promise<{ readonly lease: Lease | null } | null>;
}

export function watchLeases(clock = () => performance.now(), patience = STALE_AFTER_MS): LeaseWatch {
  const seen = new Map<string, { text: string; since: number }>();
  return {
    async look(folder) {
      const text = textNow(join(folder, FILES.lease));
      if (text === null) {
        seen.delete(folder);
        return 'free';
      }
      const before = seen.get(folder);
      const since = before?.text === text ? before.since : clock();
      seen.set(folder, { text, since });
      const lease = parseLease(text);
      return (lease && isGone(lease)) || clock() - since >= patience ? 'stale' : 'held';
    },
    async clear(folder) {
      const known = seen.get(folder);
      seen.delete(folder);
      const path = join(folder, FILES.lease);
      const aside = temporaryName(path);
      try {
        await rename(path, aside);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
      try {
        const text = await readFile(aside, 'utf8');
        if (text === known?.text) return { lease: parseLease(text) };
        await link(aside, path).catch(() => undefined); // somebody came first: theirs again, or a third one's
        return null;
      } finally {
        await rm(aside, { force: true });
      }
    },
  };
}

function textOf(lease: Lease): string {
  return `${JSON.stringify(lease)}\n`;
}

function textNow(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    // ESTALE: a network disk's word for a file that was replaced this moment.
    if (['ENOENT', 'ESTALE'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw Object.assign(error as NodeJS.ErrnoException, { path });
  }
}

/** Null where the text is torn. */
export function parseLease(text: string | null): Lease | null {
  try {
    return text === null ? null : (JSON.parse(text) as Lease);
  } catch {
    return null;
  }
}
