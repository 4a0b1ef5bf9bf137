/** What the library exports is documented; library.slow.test.ts runs the examples. */
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
});
