/** Stale files of an experiment's folder: runs that are not in the plan, partly written files, leases of dead processes. */
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { TEMPORARY } from '../store/bytes/atomic.js';
import { seedFolder } from '../store/layout.js';
import { STALE_AFTER_MS, watchLeases } from '../store/locks/leases.js';
import type { Survey } from './survey.js';

export interface StaleFile {
  readonly kind: 'unplanned' | 'partial file' | 'stale lease';
  /** Relative to the experiment's folder; of a stale lease, the run's folder. */
  readonly path: string;
}

/** Without what a live lease protects: its run's folder, and all that contains it. */
export function findStaleFiles(folder: string, { runs, unplanned }: Survey): readonly StaleFile[] {
  const busy = [
    ...runs.filter(({ state }) => state === 'running').map(({ cell, seed }) => seedFolder('', cell, seed)),
    ...unplanned.filter(({ running }) => running).map(({ path }) => path),
  ];
  const isBusy = (path: string) => busy.some((held) => isWithin(held, path) || isWithin(path, held));
  const idle = unplanned.filter(({ running }) => !running).map(({ path }) => path);
  const partial = temporaryFiles(folder).filter(
    (path) => !isBusy(dirname(path)) && !idle.some((folder) => isWithin(path, folder)),
  );
  const stale = runs.filter(({ progress, state }) => progress.lease !== null && state !== 'running');
  return [
    ...idle.map((path) => ({ kind: 'unplanned' as const, path })),
    ...partial.map((path) => ({ kind: 'partial file' as const, path })),
    ...stale.map(({ cell, seed }) => ({ kind: 'stale lease' as const, path: seedFolder('', cell, seed) })),
  ];
}

/** `.` is the experiment's own folder, which contains everything. */
function isWithin(path: string, folder: string): boolean {
  return folder === '.' || path === folder || path.startsWith(join(folder, '/'));
}

function temporaryFiles(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith(TEMPORARY)).sort();
}

export interface RemoveStaleOptions {
  /** Called before leases of other machines are watched, with their number and the seconds that it takes. */
  readonly watching: (leases: number, seconds: number) => void;
  /** Milliseconds without a beat after which a lease is stale. */
  readonly patience?: number;
}

/** Removes the files; returns those that it could not remove: leases that turned out to be alive. */
export async function removeStaleFiles(
  folder: string,
  staleFiles: readonly StaleFile[],
  { watching, patience = STALE_AFTER_MS }: RemoveStaleOptions,
): Promise<readonly StaleFile[]> {
  for (const { kind, path } of staleFiles)
    if (kind !== 'stale lease') await rm(join(folder, path), { recursive: true, force: true });
  const watch = watchLeases(undefined, patience);
  let left = staleFiles.filter(({ kind }) => kind === 'stale lease');
  const sweep = async () => {
    const alive: StaleFile[] = [];
    for (const each of left) {
      const at = join(folder, each.path);
      const seen = await watch.look(at);
      if (seen === 'held' || (seen === 'stale' && !(await watch.clear(at)))) alive.push(each);
    }
    left = alive;
  };
  await sweep();
  if (left.length === 0) return [];
  // Clocks may differ: only watching tells whether a process of another machine is alive.
  watching(left.length, patience / 1000);
  await setTimeout(patience + 1); // a timer may fire up to a millisecond early
  await sweep();
  return left;
}
