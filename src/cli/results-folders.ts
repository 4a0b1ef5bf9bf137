/** The experiments that a folder of results holds. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FILES } from '../runner/store/layout.js';

/** The folder itself where it is an experiment's, or those in it that are, sorted; itself where there are none. */
export function experimentFoldersIn(dir: string): readonly string[] {
  const holds = (folder: string) => namesIn(folder).includes(FILES.experiment);
  if (holds(dir)) return [dir];
  const inside = namesIn(dir)
    .map((name) => join(dir, name))
    .filter(holds);
  return inside.length > 0 ? inside.sort() : [dir]; // reading it says what is missing
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
