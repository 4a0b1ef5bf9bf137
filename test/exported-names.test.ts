/** No exported name has two meanings: who reads a name knows what it is without looking at the import. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const EXPORT =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:const enum|const|let|function\*?|class|interface|type|enum) (\w+)/gm;

/** The names that each file of a folder declares and exports. */
function declaredIn(sources: ReadonlyMap<string, string>): Map<string, string[]> {
  const files = new Map<string, string[]>();
  for (const [file, text] of sources)
    for (const name of new Set([...text.matchAll(EXPORT)].map(([, found]) => found)))
      files.set(name, [...(files.get(name) ?? []), file]);
  return files;
}

const declaredTwice = (sources: ReadonlyMap<string, string>) =>
  [...declaredIn(sources)].filter(([, files]) => files.length > 1);

it('no two files export a declaration of the same name', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.(test|laws))\.ts$/.test(file),
  );
  const sources = new Map(files.map((file) => [file, readFileSync(`src/${file}`, 'utf8')]));
  expect(declaredIn(sources).size).toBeGreaterThan(1000);
  expect(declaredTwice(sources)).toEqual([]);
});

it('the search finds such a name', () => {
  const sources = new Map([
    ['a.ts', 'export const sum = 1;\nexport function sum(): void;'],
    ['b.ts', 'const sum = 2;\nexport interface Sum {}'],
    ['c.ts', 'export async function sum() {}'],
  ]);
  expect(declaredTwice(sources)).toEqual([['sum', ['a.ts', 'c.ts']]]);
});
