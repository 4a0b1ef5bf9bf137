/** What the library exports is documented; library.slow.test.ts runs the examples. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as library from '../src/library.js';
import { libraryExports } from './support/library-exports.js';

const values = libraryExports.filter(({ isType }) => !isType);

describe('the library', () => {
  it('is what its file says', () => {
    expect(values.map(({ name }) => name).toSorted()).toEqual(Object.keys(library).toSorted());
    expect(libraryExports.length).toBeGreaterThan(30);
  });

  it.each(values)('$name has a docstring with an example', ({ docstring, example }) => {
    expect(docstring.length).toBeGreaterThan(40);
    expect(example).not.toBeNull();
  });

  it('exports every error class that it throws', () => {
    const thrown = new Set(values.flatMap(({ throws }) => throws).filter((name) => name !== 'Error'));
    expect(thrown.size).toBeGreaterThan(3);
    for (const name of thrown) expect(Object.keys(library)).toContain(name);
  });

  it('is named in its guide, whole, and the guide names nothing else', () => {
    const guide = readFileSync(join(import.meta.dirname, '../docs/guide/library.md'), 'utf8');
    const [, section] = /## What is exported\n([^#]*)/.exec(guide)!;
    const cells = [...section.matchAll(/^\| (`.*?) \|/gm)].map(([, cell]) => cell);
    const named = cells.flatMap((cell) => [...cell.matchAll(/`(\w+)/g)].map(([, name]) => name));
    expect(named.toSorted()).toEqual(values.map(({ name }) => name).toSorted());
    const [, types] = /^Types: ([\s\S]*?) and others/m.exec(section)!;
    const known = new Set(libraryExports.filter(({ isType }) => isType).map(({ name }) => name));
    for (const [, name] of types.matchAll(/`(\w+)`/g)) expect(known).toContain(name);
  });
});
