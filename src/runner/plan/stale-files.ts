/** What of an experiment's folder nobody needs any more: runs of no plan, files torn in writing, leases of the dead. */
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { TEMPORARY } from '../store/bytes/atomic.js';
import { seedFolder } from '../store/layout.js';
import { STALE_AFTER_MS, watchLeases } from '../store/locks/leases.js';
import type { Survey } from './survey.js';

export interface StaleFile {
  readonly kind: 'in no plan' | 'torn file' | 'stale lease';
  /** Inside the experiment's folder; of a stale lease, the run's folder. */
  readonly path: string;
}

/** Nothing that a live lease holds, and nothing beside it. */
export function findStaleFiles(folder: string, { runs, unplanned }: Survey): readonly StaleFile[] {
  const busy = [
    ...runs.filter(({ state }) => state === 'running').map(({ cell, seed }) => seedFolder('', cell, seed)),
    ...unplanned.filter(({ running }) => running).map(({ path }) => path),
  ];
  const isBusy = (path: string) => busy.some((held) => isWithin(held, path) || isWithin(path, held));
  const strangers = unplanned.filter(({ running }) => !running).map(({ path }) => path);
  const torn = temporaryFiles(folder).filter(
    (path) => !isBusy(dirname(path)) && !strangers.some((stranger) => isWithin(path, stranger)),
  );
  const stale = runs.filter(({ progress, state }) => progress.lease !== null && state !== 'running');
  return [
    ...strangers.map((path) => ({ kind: 'in no plan' as const, path })),
    ...torn.map((path) => ({ kind: 'torn file' as const, path })),
    ...stale.map(({ cell, seed }) => ({ kind: 'stale lease' as const, path: seedFolder('', cell, seed) })),
  ];
}

/** The experiment's own folder is `.`, in which everything is. */
function isWithin(path: string, folder: string): boolean {
  return folder === '.' || path === folder || path.startsWith(join(folder, '/'));
}

function temporaryFiles(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith(TEMPORARY)).sort();
}

export interface RemoveStaleOptions {
  /** Told before leases of other machines are watched, and for how long. */
  readonly watching: (leases: number, seconds: number) => void;
  /** Milliseconds without a beat after which a lease is stale. */
  readonly patience?: number;
}

/** Removes it; gives what it could not: a lease that turned out to be alive. */
export async function removeStaleFiles(
  folder: string,
  litter: readonly StaleFile[],
  { watching, patience = STALE_AFTER_MS }: RemoveStaleOptions,
): Promise<readonly StaleFile[]> {
  for (const { kind, path } of litter)
    if (kind !== 'stale lease') await rm(join(folder, path), { recursive: true, force: true });
  const watch = watchLeases(undefined, patience);
  let left = litter.filter(({ kind }) => kind === 'stale lease');
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
  // Clocks may differ: of another machine's process only watching tells whether it lives.
  watching(left.length, patience / 1000);
  await setTimeout(patience + 1); // a timer may fire up to a millisecond early
  await sweep();
  return left;
}
