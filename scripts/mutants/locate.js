// Finds what a mutant changes and which tests must notice it: both by name, so that files may move.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** @type {(root: string, folder: string) => string[]} */
const sources = (root, folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));

/**
 * The file below src/ and the test files, as paths inside `root`. Throws where a name or a snippet is not found exactly once.
 * @param {string} root
 * @param {{ in: string, find: string, tests: readonly string[] }} mutant
 */
export function locate(root, { in: name, find, tests }) {
  const files = [...sources(root, 'src'), ...sources(root, 'test')];
  const holding = files.filter(
    (path) => basename(path) === name && countOf(readFileSync(join(root, path), 'utf8'), find) > 0,
  );
  if (holding.length !== 1 || countOf(readFileSync(join(root, holding[0]), 'utf8'), find) !== 1)
    throw new Error(`${name}: "${find}" is to be in one such file once; it is in ${holding.join(', ') || 'none'}`);
  return { file: holding[0], tests: tests.map((test) => only(files, test)) };
}

/** @type {(files: readonly string[], name: string) => string} */
function only(files, name) {
  const found = files.filter((path) => `/${path.replaceAll('\\', '/')}`.endsWith(`/${name}`));
  if (found.length !== 1) throw new Error(`${name} is to be one test file; found ${found.join(', ') || 'none'}`);
  return found[0];
}

/** @type {(text: string, part: string) => number} */
function countOf(text, part) {
  return text.split(part).length - 1;
}
