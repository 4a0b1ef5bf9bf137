/**
 * Leases: one process at a time writes to a run's folder. `lease.json` names it, and holds a counter that it raises while it works. Decision 009.
 *
 * A lease is taken by linking a complete file to its path, which fails where one exists, on network disks too; where there are no hard
 * links, by creating the file exclusively. No clocks are
 * compared: another process that wants the folder watches, on its own clock, whether the counter still changes. A holder on
 * this machine whose process has ended is detected at once.
 *
 * Should two processes work at one run all the same (a machine that slept for minutes), nothing is lost: both write the same
 * bytes, each file whole, and the one that finds its lease taken stops. See docs/decisions/009.
 */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { checkedJson } from '../../../records/checked-json.js';
import { placeNew, temporaryName } from '../bytes/atomic.js';
import { readTextNow } from '../bytes/text.js';
import { type Holder, isGone, thisHolder } from '../holder.js';
import { FILES } from '../layout.js';

/** How far the holder is, for `helvetica status`. */
export interface LeaseProgress {
  readonly step: number;
  /** Steps a second. */
  readonly rate: number | null;
}

export interface Lease extends Holder {
  /** Unique to this lease. */
  readonly token: string;
  /** Counter, raised every `BEAT_MS`. */
  readonly beat: number;
  readonly progress: LeaseProgress | null;
}

/** Milliseconds between beats. */
export const BEAT_MS = 5_000;
/** Milliseconds without a beat after which a lease is stale: more than the minute for which NFS may show old contents. */
export const STALE_AFTER_MS = 90_000;

/** A lease of this process. */
export interface HeldLease {
  /** Raises the counter. False where another process has taken the folder over: then stop writing to it. */
  beat(progress: LeaseProgress | null): Promise<boolean>;
  release(): void;
}

/** Null where another process holds the folder, or is just taking it over. The folder must exist. */
export async function takeLease(folder: string, place = placeNew): Promise<HeldLease | null> {
  const path = join(folder, FILES.lease);
  let lease: Lease = { ...thisHolder(), token: randomUUID(), beat: 0, progress: null };
  if (!(await place(path, textOf(lease)))) return null;
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

/** The lease on the folder, or null. A damaged one has no holder, and becomes stale like any other. */
export function readLease(folder: string): Lease | null {
  return parseLease(textNow(join(folder, FILES.lease)));
}

export interface LeaseWatch {
  /** `stale`: its holder has ended, or its counter has not changed for `STALE_AFTER_MS` while this watched. */
  look(folder: string): Promise<'free' | 'held' | 'stale'>;
  /** Removes the lease that was found stale, and returns it; null where it has changed since. */
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
        await placeNew(path, text).catch(() => undefined); // another process was first: restores its lease, unless there is a newer one
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
    return readTextNow(path);
  } catch (error) {
    // ESTALE: a network disk reports so a file that was just replaced.
    if ((error as NodeJS.ErrnoException).code === 'ESTALE') return null;
    throw error;
  }
}

/** Null where the text is not a whole lease. */
export function parseLease(text: string | null): Lease | null {
  try {
    return (text !== null && checkedJson<Lease>(leaseSchema, JSON.parse(text))) || null;
  } catch {
    return null;
  }
}

const MAX_NAME_LENGTH = 1000; // characters
const leaseSchema = z.looseObject({
  host: z.string().max(MAX_NAME_LENGTH),
  pid: z.int().gte(1),
  machine: z.string().max(MAX_NAME_LENGTH),
  job: z.string().max(MAX_NAME_LENGTH).nullable(),
  token: z.string().max(MAX_NAME_LENGTH),
  beat: z.int().gte(0),
  progress: z.looseObject({ step: z.int().gte(0), rate: z.number().gte(0).nullable() }).nullable(),
});
