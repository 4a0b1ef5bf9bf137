/** The names of all that Helvetica writes into an experiment's folder: nothing else in it is ever removed. */
import { basename } from 'node:path';
import { isTemporary } from './bytes/atomic.js';
import { FILES } from './layout.js';
import { CHECKPOINT_FILE } from './runs/checkpoints.js';

/** A run's folder. */
export const SEED_FOLDER = /^(0|[1-9]\d{0,15})$/;

const RUN_FILES = new Set<string>(
  Object.values(FILES).filter((name) => name.includes('.') && name !== FILES.experiment && name !== FILES.setting),
);
const ARRAY = /^(samples|curves)\/[^/]+\.npy$/;
const FOLDERS = new Set<string>(['samples', 'curves', FILES.unfinished, FILES.rewrite]);

/** Whether Helvetica writes a file of this path into a cell's folder; `path` is relative to it, with slashes. */
export function isOwnFileOfCell(path: string): boolean {
  if (isTemporary(basename(path)) || path === FILES.setting) return true;
  const [, seed, file] = /^seeds\/([^/]+)\/(.+)$/.exec(path) ?? [];
  if (seed === undefined || !SEED_FOLDER.test(seed)) return false;
  const inRun = file!.replace(`${FILES.rewrite}/`, '');
  return RUN_FILES.has(inRun) || ARRAY.test(inRun) || isCheckpoint(inRun);
}

function isCheckpoint(path: string): boolean {
  return path.startsWith(`${FILES.unfinished}/`) && CHECKPOINT_FILE.test(basename(path));
}

/** Whether Helvetica makes a folder of this path in a cell's folder. */
export function isOwnFolderOfCell(path: string): boolean {
  const [first, seed, ...inside] = path.split('/');
  if (first !== 'seeds') return false;
  return (seed === undefined || SEED_FOLDER.test(seed)) && inside.every((name) => FOLDERS.has(name));
}
