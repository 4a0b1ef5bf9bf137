/** Experiment files that extend others: `extends: ../shared/ring.yaml` inherits everything but the name. */
import { dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { applyChange, changesOf } from '../resolve/overlay.js';
import { quoted } from './issues.js';
import type { Located, LocatedEntry, LocatedMap } from './located.js';
import { problemAt } from './problems.js';
import { readExperimentFile, TEXT_EXTENSIONS } from './read-file.js';
import type { ParsedFile } from './read-yaml.js';

const MAX_EXTENDED_FILES = 8;

/**
 * The file merged with the files that it extends, directly or not: base, measure and profiles are merged; axes with the
 * same path and all other sections replace those below. Each value remembers its file.
 */
export async function readExtended(file: string): Promise<ParsedFile> {
  return readAbove(file, []);
}

/** `below`: the files that extend this one, the one on the command line first. */
async function readAbove(file: string, below: readonly string[]): Promise<ParsedFile> {
  const read = await readExperimentFile(file);
  const { data } = read;
  const written = data?.kind === 'map' ? data.entries.get('extends')?.value : undefined;
  if (!data || !written) return read;
  const chain = [...below, file];
  const refuse = (message: string): ParsedFile => ({
    data: null,
    problems: [...read.problems, problemAt(written.position, message)],
  });
  const flaw = flawOf(written, chain);
  if (flaw) return refuse(flaw);
  const path = pathOf(written, file);
  const above = await readAbove(path, chain);
  // If the file cannot be opened, the problem is in the file that names it; else the problems have their own positions.
  const [unopened] = above.problems.filter((problem) => problem.file === path && problem.line === null);
  if (unopened) return refuse(`${path} ${unopened.message}`);
  const problems = [...above.problems, ...read.problems];
  if (!above.data) return { data: null, problems };
  if (above.data.kind !== 'map') return refuse(`${path} is not an object with sections such as base`);
  return { data: layOver(above.data, data as LocatedMap), problems };
}

function flawOf(written: Located, chain: readonly string[]): string | null {
  if (written.kind !== 'scalar' || typeof written.value !== 'string')
    return `must be the path of one file, got ${quoted(written)}`;
  const path = written.value;
  if (isAbsolute(path) || /^[a-z][\w+.-]+:/i.test(path)) return `must be a relative path, got ${quoted(written)}`;
  if (!TEXT_EXTENSIONS.includes(extname(path).toLowerCase()))
    return `must end in ${TEXT_EXTENSIONS.join(', ')}: a module runs only when it is named on the command line`;
  const target = resolve(pathOf(written, chain.at(-1)!));
  const again = chain.findIndex((file) => resolve(file) === target);
  if (again >= 0) return `circular \`extends\`: ${[...chain.slice(again), chain[again]].join(' -> ')}`;
  return chain.length > MAX_EXTENDED_FILES
    ? `extends a chain of more than ${MAX_EXTENDED_FILES} files: ${chain.join(' -> ')}`
    : null;
}

/** Relative to the file that names it. */
function pathOf(written: Located, file: string): string {
  return join(dirname(file), (written as { readonly value: string }).value);
}

type Lay = (under: LocatedMap, over: LocatedMap) => LocatedMap;

/** By section; a section without a rule is replaced. */
const RULES: Readonly<Record<string, Lay>> = {
  base: overlaid,
  measure: overlaid,
  vary: replacing(),
  zip: replacing(),
  profiles: replacing(replacing({ base: overlaid, measure: overlaid })),
};

function layOver(under: LocatedMap, over: LocatedMap): LocatedMap {
  const inherited = [...under.entries].filter(([key]) => key !== 'name' && key !== 'extends');
  return replacing(RULES)({ ...over, entries: new Map(inherited) }, over);
}

/** The lower file's changes, then the upper one's, as if both were applied to the defaults one after the other. */
function overlaid(under: LocatedMap, over: LocatedMap): LocatedMap {
  const nothing: LocatedMap = { ...over, entries: new Map() };
  return [under, over].flatMap(changesOf).reduce(applyChange, nothing);
}

/** Key by key the upper value, or the result of the key's rule. */
function replacing(rules?: Lay | Readonly<Record<string, Lay>>): Lay {
  return (under, over) => {
    const entries = new Map(under.entries);
    for (const [key, entry] of over.entries) {
      const lay = typeof rules === 'function' ? rules : rules?.[key];
      entries.set(key, lay ? laid(entries.get(key), entry, lay) : entry);
    }
    return { ...over, entries };
  };
}

/** A value that should be an object but is not stays as it is, so that it is reported. */
function laid(under: LocatedEntry | undefined, over: LocatedEntry, lay: Lay): LocatedEntry {
  if (!under || over.value.kind !== 'map') return over;
  return under.value.kind === 'map' ? { ...over, value: lay(under.value, over.value) } : under;
}
