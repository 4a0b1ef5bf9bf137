/** What src/library.ts exports, with the docstrings in the files that define it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = join(import.meta.dirname, '../../src');

export interface LibraryExport {
  readonly name: string;
  readonly isType: boolean;
  /** Without stars; empty: it has none. */
  readonly docstring: string;
  /** The code of its `@example`; null without one. */
  readonly example: string | null;
  /** The classes of its `@throws`. */
  readonly throws: readonly string[];
}

export const libraryExports: readonly LibraryExport[] = [
  ...readFileSync(join(SOURCES, 'library.ts'), 'utf8').matchAll(/^export (type )?\{([^}]*)\} from '\.\/(.*)\.js';$/gm),
].flatMap(([, allTypes, names, file]) => {
  const source = readFileSync(join(SOURCES, `${file}.ts`), 'utf8');
  return (names.match(/(?:type )?\w+/g) ?? []).map((word) => {
    const name = word.replace(/^type /, '');
    return { name, isType: Boolean(allTypes) || word !== name, ...documented(source, name) };
  });
});

function documented(source: string, name: string): Pick<LibraryExport, 'docstring' | 'example' | 'throws'> {
  const declared = new RegExp(
    String.raw`/\*\*((?:(?!\*/)[\s\S])*)\*/\nexport (?:async )?(?:const|function|class|interface|type) ${name}\b`,
  );
  const docstring = (declared.exec(source)?.[1] ?? '').replace(/^\s*\* ?/gm, '').trim();
  const [, example = null] = /@example\n(.*?)(?:\n@|$)/s.exec(docstring) ?? [];
  return {
    docstring,
    example,
    throws: [...docstring.matchAll(/@throws `?(\w+Error|\w+Problems)\b/g)].map(([, of]) => of),
  };
}
