/** Folders of experiments' results. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FILES } from '../runner/store/layout.js';

/** The folder itself if it holds a plan, else the sorted folders in it that do; itself if there are none. */
export function experimentFoldersIn(dir: string): readonly string[] {
  const holdsPlan = (folder: string) => namesIn(folder).includes(FILES.experiment);
  if (holdsPlan(dir)) return [dir];
  const inside = namesIn(dir)
    .map((name) => join(dir, name))
    .filter(holdsPlan);
  return inside.length > 0 ? inside.sort() : [dir]; // reading it throws an error that names what is missing
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
