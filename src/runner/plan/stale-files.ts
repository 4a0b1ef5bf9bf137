/** Stale files of an experiment's folder: runs that are not in the plan, partly written files, leases of dead processes. */

import { rmdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { append } from '../../core/math/long-lists.js';
import { CELL_FOLDER } from '../../records/identity.js';
import { isTemporary } from '../store/bytes/atomic.js';
import { entriesIn } from '../store/bytes/own-folders.js';
import { seedFolder } from '../store/layout.js';
import { STALE_AFTER_MS, watchLeases } from '../store/locks/leases.js';
import { isOwnFileOfCell, isOwnFolderOfCell } from '../store/own-names.js';
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
  // Other folders among the cells are a user's; seeds are beside those of a planned cell.
  const isNamedByUs = (path: string) => {
    const [, cell, seeds] = path.split(sep);
    return seeds !== undefined || CELL_FOLDER.test(cell!);
  };
  const idle = unplanned.filter(({ running, path }) => !running && isNamedByUs(path)).map(({ path }) => path);
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

const MAX_DEPTH = 6; // folders below the experiment's: cells/CELL/seeds/SEED/again/samples

/** Relative to the folder; links are not entered, and files that only look temporary are a user's. */
function temporaryFiles(folder: string, inside = '', depth = 0): string[] {
  const found = entriesIn(join(folder, inside)).flatMap((entry): string[] => {
    const path = join(inside, entry.name);
    if (entry.isDirectory()) return depth < MAX_DEPTH ? temporaryFiles(folder, path, depth + 1) : [];
    return entry.isFile() && isTemporary(entry.name) ? [path] : [];
  });
  return found.sort();
}

export interface RemoveStaleOptions {
  /** Called before leases of other machines are watched, with their number and the seconds that it takes. */
  readonly watching: (leases: number, seconds: number) => void;
  /** Milliseconds without a beat after which a lease is stale. */
  readonly patience?: number;
}

export interface RemovedFiles {
  /** Leases that turned out to be alive. */
  readonly alive: readonly StaleFile[];
  /** Files in folders outside the plan that Helvetica did not write, and which are left there. Relative to the experiment's folder. */
  readonly foreign: readonly string[];
}

export async function removeStaleFiles(
  folder: string,
  staleFiles: readonly StaleFile[],
  options: RemoveStaleOptions,
): Promise<RemovedFiles> {
  const foreign: string[] = [];
  for (const { kind, path } of staleFiles)
    if (kind === 'partial file') await rm(join(folder, path), { force: true });
    else if (kind === 'unplanned') append(foreign, removeUnplanned(folder, path));
  return { foreign, alive: await removeStaleLeases(folder, staleFiles, options) };
}

/** Removes what Helvetica made in the folder of a cell or a seed, and the folder if nothing else is in it; returns the rest. */
function removeUnplanned(experiment: string, path: string): string[] {
  const cell = path.split(sep).slice(0, 2).join('/');
  const isOwn = (at: string, of: (inCell: string) => boolean) => of(at.replaceAll(sep, '/').slice(cell.length + 1));
  const visit = (at: string): string[] => {
    const left = entriesIn(join(experiment, at)).flatMap((entry): string[] => {
      const here = join(at, entry.name);
      if (entry.isDirectory()) return isOwn(here, isOwnFolderOfCell) ? visit(here) : [here];
      if (!entry.isFile() || !isOwn(here, isOwnFileOfCell)) return [here];
      rmSync(join(experiment, here), { force: true });
      return [];
    });
    if (left.length === 0) rmdirSync(join(experiment, at));
    return left;
  };
  return visit(path);
}

/** Returns those that turned out to be alive. */
async function removeStaleLeases(
  folder: string,
  staleFiles: readonly StaleFile[],
  { watching, patience = STALE_AFTER_MS }: RemoveStaleOptions,
): Promise<readonly StaleFile[]> {
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
