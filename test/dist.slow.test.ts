/** What is compiled is what runs: no test, no law, and nothing that tests alone use. `npm test` compiles before it runs this. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

const filesIn = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
const sources = filesIn('src').filter((name) => name.endsWith('.ts') && !/\.(test|laws)\.ts$/.test(name));

it('dist has a file for every source, and no other', () => {
  const compiled = filesIn('dist').filter((name) => name.endsWith('.js'));
  expect(compiled).toEqual(sources.map((name) => name.replace(/\.ts$/, '.js')).sort());
});

it('no source imports what tests are written with', () => {
  const TESTING = /from '(vitest|fast-check|playwright-core|.*\/test\/.*)'/;
  // Templates of members, which hold their tests, are text.
  const codeOf = (name: string) => textOf(name).replace(/`(\\.|[^`\\])*`/gs, '');
  expect(sources.filter((name) => TESTING.test(codeOf(name)))).toEqual([]);
});

it('every source is reached from the command line, the library, or a member that its folder makes known', () => {
  const reached = new Set<string>();
  const left = ['cli/main.ts', 'library.ts', ...sources.filter(isMember)].map((name) => join(name));
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    for (const [, path] of textOf(name).matchAll(/(?:from |import\(|new URL\()'(\.[^']*)\.js'/g)) {
      const next = join(dirname(name), `${path}.ts`);
      if (existsSync(join('src', next))) left.push(next);
    }
  }
  expect(sources.filter((name) => !reached.has(name))).toEqual([]);
});

const textOf = (name: string) => readFileSync(join('src', name), 'utf8');

/** Found by the folder of its family: a part of a GAN, a metric or a failure mode. Helpers beside them begin with _. */
function isMember(name: string): boolean {
  const isIn = (folder: string) => !relative(folder, dirname(name)).startsWith('..') && dirname(name) !== join(folder);
  return !basename(name).startsWith('_') && ['core/gan', 'metrics', 'diagnosis'].some(isIn);
}
