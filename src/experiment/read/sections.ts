/** The sections of an experiment file, checked separately, so that a problem in one does not hide those of another. */

import { z } from 'zod';
import { MAX_ENTRIES, MAX_KEYS } from '../../core/gan/bounds.js';
import { renamedMessage } from '../../records/renamed.js';
import { claimSchema, type ExperimentFile, fileSchema, NAME_PATTERN, profileSchema } from '../schema/file-schema.js';
import { problemsOf } from './issues.js';
import { childOf, type Located, type LocatedEntry, type LocatedMap, type SourcePosition, toJson } from './located.js';
import { type Problem, problemAt, unknownWord } from './problems.js';

export interface Sections {
  readonly name: string | null;
  readonly question: string | null;
  readonly maps: Readonly<Record<'base' | 'vary' | 'zip' | 'measure' | 'derive', LocatedMap | null>>;
  readonly also: readonly LocatedMap[];
  readonly exclude: readonly LocatedMap[];
  readonly failures: readonly Located[];
  readonly seeds: number | readonly number[];
  readonly claims: readonly WrittenClaim[];
  /** Null for a section that has problems. */
  readonly profiles: ReadonlyMap<string, WrittenProfile | null>;
}

export interface WrittenClaim {
  readonly claim: z.output<typeof claimSchema>;
  readonly located: Located;
}

export interface WrittenProfile {
  readonly maps: Readonly<Record<'base' | 'measure', LocatedMap | null>>;
  readonly seeds: number | readonly number[] | undefined;
}

type Report = (problems: readonly Problem[]) => void;

/** Null if the file is not an object. */
export function sectionsOf(data: Located, report: Report): Sections | null {
  if (data.kind !== 'map') {
    report([problemAt(data.position, 'must be an object with a name, a question and a base')]);
    return null;
  }
  const large = largeMap(data);
  if (large) {
    report([problemAt(large.position, `has ${large.entries.size} keys; at most ${MAX_KEYS} are allowed`)]);
    return null;
  }
  const known = Object.keys(fileSchema.shape);
  for (const [key, entry] of data.entries) if (!known.includes(key)) report([unknownSection(key, entry.key, known)]);

  const shape = { ...fileSchema.shape, claims: LIST, profiles: OBJECT };
  const section = <K extends keyof ExperimentFile>(key: K): ExperimentFile[K] | null => {
    const written = childOf(data, key);
    const schema = shape[key] as unknown as z.ZodType<ExperimentFile[K]>;
    if (written) return checked(schema, written, report);
    const parsed = schema.safeParse(undefined);
    if (!parsed.success) report([problemAt(data.position, `needs ${key}: ${schema.description}`)]);
    return parsed.data ?? null;
  };
  const map = (key: keyof ExperimentFile) => (section(key) === null ? null : asMap(childOf(data, key)));
  const maps = (key: keyof ExperimentFile) =>
    (section(key) === null ? [] : itemsOf(childOf(data, key))).filter((item) => item.kind === 'map');
  return {
    name: section('name'),
    question: section('question'),
    maps: { base: map('base'), vary: map('vary'), zip: map('zip'), measure: map('measure'), derive: map('derive') },
    also: maps('also'),
    exclude: maps('exclude'),
    failures: section('failures') === null ? [] : itemsOf(childOf(data, 'failures')),
    seeds: section('seeds') ?? 1,
    claims: (section('claims') === null ? [] : itemsOf(childOf(data, 'claims'))).flatMap((located) => {
      const claim = checked(claimSchema, located, report);
      return claim ? [{ claim, located }] : [];
    }),
    profiles: new Map([...(map('profiles')?.entries ?? [])].map(([name, entry]) => profileOf(name, entry, report))),
  };
}

/** The first map with too many keys: each change of a setting copies the maps that it changes. */
function largeMap(located: Located): LocatedMap | null {
  if (located.kind === 'scalar') return null;
  if (located.kind === 'map' && located.entries.size > MAX_KEYS) return located;
  const inside = located.kind === 'list' ? located.items : [...located.entries.values()].map(({ value }) => value);
  for (const each of inside) {
    const found = largeMap(each);
    if (found) return found;
  }
  return null;
}

function unknownSection(key: string, position: SourcePosition, known: readonly string[]): Problem {
  const renamed = renamedMessage('key', key);
  return renamed === undefined
    ? unknownWord(position, `unknown key "${key}"`, { word: key, known })
    : problemAt(position, renamed);
}

// Claims and profiles are checked one by one.
const LIST = z.array(z.unknown()).max(MAX_ENTRIES).optional();
const OBJECT = z.record(z.string(), z.unknown()).optional();

function profileOf(name: string, { key, value }: LocatedEntry, report: Report): [string, WrittenProfile | null] {
  if (!NAME_PATTERN.test(name))
    report([problemAt(key, `invalid name "${name}": use lower-case letters, digits and hyphens`)]);
  const profile = checked(profileSchema, value, report);
  const map = (section: string) => asMap(childOf(value, section));
  return [name, profile && { maps: { base: map('base'), measure: map('measure') }, seeds: profile.seeds }];
}

function checked<T>(schema: z.ZodType<T>, written: Located, report: Report): T | null {
  const parsed = schema.safeParse(toJson(written));
  if (parsed.success) return parsed.data;
  report(problemsOf(parsed.error, written, schema));
  return null;
}

const asMap = (located: Located | undefined) => (located?.kind === 'map' ? located : null);
const itemsOf = (located: Located | undefined) => (located?.kind === 'list' ? located.items : []);
