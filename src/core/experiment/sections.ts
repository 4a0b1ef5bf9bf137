/** The sections of an experiment file, each checked by itself, so that a problem in one does not hide those of another. */
import type { z } from 'zod';
import { type ExperimentFile, fileSchema } from './file-schema.js';
import { problemsOf } from './issues.js';
import { type Located, type LocatedMap, toJson } from './located.js';
import { type Problem, problemAt, unknownWord } from './problems.js';

export interface Sections {
  readonly name: string | null;
  readonly question: string | null;
  readonly maps: Readonly<Record<'base' | 'vary' | 'zip' | 'measure', LocatedMap | null>>;
  readonly also: readonly LocatedMap[];
  readonly exclude: readonly LocatedMap[];
  readonly seeds: number | readonly number[];
  readonly claims: readonly WrittenClaim[];
  readonly profiles: ReadonlyMap<string, WrittenProfile>;
}

export interface WrittenClaim {
  readonly claim: NonNullable<ExperimentFile['claims']>[number];
  readonly located: Located;
}

export interface WrittenProfile {
  readonly maps: Readonly<Record<'base' | 'measure', LocatedMap | null>>;
  readonly seeds: number | readonly number[] | undefined;
}

/** Null where the file is no object at all. */
export function sectionsOf(data: Located, report: (problems: readonly Problem[]) => void): Sections | null {
  if (data.kind !== 'map') {
    report([problemAt(data.place, 'an experiment is an object with a name, a question and a base')]);
    return null;
  }
  const { entries } = data;
  const known = Object.keys(fileSchema.shape);
  for (const [key, entry] of entries)
    if (!known.includes(key)) report([unknownWord(entry.key, `unknown key "${key}"`, { word: key, known })]);

  const section = <K extends keyof ExperimentFile>(key: K): ExperimentFile[K] | null => {
    const written = entries.get(key)?.value;
    const schema = fileSchema.shape[key] as unknown as z.ZodType<ExperimentFile[K]>;
    const parsed = schema.safeParse(written && toJson(written));
    if (parsed.success) return parsed.data;
    report(
      written
        ? problemsOf(parsed.error, written, schema)
        : [problemAt(data.place, `needs ${key}: ${schema.description ?? ''}`)],
    );
    return null;
  };
  const map = (key: keyof ExperimentFile) => (section(key) === null ? null : asMap(entries.get(key)?.value));
  const claims = section('claims') ?? [];
  const profiles = section('profiles') ?? {};
  return {
    name: section('name'),
    question: section('question'),
    maps: { base: map('base'), vary: map('vary'), zip: map('zip'), measure: map('measure') },
    also: section('also') ? maps(entries.get('also')?.value) : [],
    exclude: section('exclude') ? maps(entries.get('exclude')?.value) : [],
    seeds: section('seeds') ?? 1,
    claims: claims.map((claim, i) => ({ claim, located: items(entries.get('claims')?.value)[i]! })),
    profiles: new Map(
      Object.entries(profiles).map(([name, { seeds }]) => {
        const inside = asMap(asMap(entries.get('profiles')?.value)?.entries.get(name)?.value)?.entries;
        const part = (key: string) => asMap(inside?.get(key)?.value);
        return [name, { maps: { base: part('base'), measure: part('measure') }, seeds }];
      }),
    ),
  };
}

const asMap = (located: Located | undefined) => (located?.kind === 'map' ? located : null);
const items = (located: Located | undefined) => (located?.kind === 'list' ? located.items : []);
const maps = (located: Located | undefined) => items(located).filter((item) => item.kind === 'map');
