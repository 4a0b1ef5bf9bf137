// A box: a folder with `inside/`, in which a command may write, and everything else, which it must leave as it is.
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Files of the user's beside the results; some are named like Helvetica's own. */
const BYSTANDERS = {
  'notes.txt': 'not to be touched\n',
  'notes.tmp': 'not to be touched either\n',
  'outside/notes.tmp': 'nor this\n',
  'outside/deep/summary.json': '{}\n',
  'outside/deep/history.csv': 'step,metric,value,absent\n',
  'outside/deep/seeds/1/lease.json': '{}\n',
};

export function openBox(path) {
  rmSync(path, { recursive: true, force: true });
  const inside = join(path, 'inside');
  mkdirSync(inside, { recursive: true });
  for (const [name, text] of Object.entries(BYSTANDERS)) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  let before = outsideOf(path);
  return {
    path,
    /** The working directory of commands: what they write by default lies here. */
    inside,
    outside: join(path, 'outside'),
    /** What is outside `inside/` is now as it should be. */
    seal() {
      before = outsideOf(path);
    },
    /** What changed outside `inside/` since then: paths written (new or other bytes) and deleted. */
    changes() {
      const after = outsideOf(path);
      const written = [...after.keys()].filter((name) => before.get(name) !== after.get(name));
      const deleted = [...before.keys()].filter((name) => !after.has(name));
      return { written, deleted };
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** By path, a digest of the bytes of every file, link and folder in the box but those in `inside/`. Links are not followed. */
function outsideOf(path) {
  const found = new Map();
  const visit = (folder) => {
    for (const name of readdirSync(folder)) {
      const at = join(folder, name);
      if (at === join(path, 'inside')) continue;
      const file = lstatSync(at);
      const kind = file.isSymbolicLink() ? readlinkSync(at) : file.isFile() ? digest(readFileSync(at)) : 'folder';
      found.set(relative(path, at), kind);
      if (file.isDirectory()) visit(at);
    }
  };
  visit(path);
  return found;
}

function digest(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
