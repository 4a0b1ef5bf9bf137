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
const FOLDERS = new Set<string>(['samples', 'curves', FILES.unfinished]);

/** Whether Helvetica writes a file of this path into a cell's folder; `path` is relative to it, with slashes. */
export function isOwnFileOfCell(path: string): boolean {
  if (isTemporary(basename(path)) || path === FILES.setting) return true;
  const [, seed, file] = /^seeds\/([^/]+)\/(.+)$/.exec(path) ?? [];
  if (seed === undefined || !SEED_FOLDER.test(seed)) return false;
  const inRun = outsideRewrite(file!.split('/')).join('/');
  return RUN_FILES.has(inRun) || ARRAY.test(inRun) || isCheckpoint(inRun);
}

function isCheckpoint(path: string): boolean {
  const [folder, name, ...deeper] = path.split('/');
  return folder === FILES.unfinished && name !== undefined && CHECKPOINT_FILE.test(name) && deeper.length === 0;
}

/** Whether Helvetica makes a folder of this path in a cell's folder. */
export function isOwnFolderOfCell(path: string): boolean {
  const [first, seed, ...inside] = path.split('/');
  if (first !== 'seeds') return false;
  const [folder, ...deeper] = outsideRewrite(inside);
  return (
    (seed === undefined || SEED_FOLDER.test(seed)) &&
    (folder === undefined || FOLDERS.has(folder)) &&
    deeper.length === 0
  );
}

/** A path in a run's folder, or in its rewrite, which holds the same names: only the first name may be that folder. */
function outsideRewrite(path: readonly string[]): readonly string[] {
  return path[0] === FILES.rewrite ? path.slice(1) : path;
}
