/** Folders of experiments' results. */
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FILES } from '../runner/store/layout.js';
import { printMessage } from './terminal/print.js';

/** The folder itself if it holds a plan, else the sorted folders in it that do, links left out with a note; itself if there are none. */
export function experimentFoldersIn(dir: string): readonly string[] {
  const holdsPlan = (folder: string) => namesIn(folder).includes(FILES.experiment);
  if (holdsPlan(dir)) return [dir];
  const all = namesIn(dir)
    .map((name) => join(dir, name))
    .filter(holdsPlan)
    .sort();
  const links = all.filter((path) => lstatSync(path).isSymbolicLink());
  for (const link of links) printMessage(`note    ${link} is a symbolic link, which is not followed: name it itself`);
  const inside = all.filter((path) => !links.includes(path));
  return inside.length > 0 ? inside : [dir]; // reading it throws an error that names what is missing
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
