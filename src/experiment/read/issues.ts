/** zod's issues as sentences with the value given and the values allowed. */
import type { z } from 'zod';
import { kindText, neededText } from '../../records/issue-text.js';
import { childOf, keyPosition, type Located, positionOf, toJson } from './located.js';
import { type Problem, problemAt, unknownWord } from './problems.js';

type Issue = z.core.$ZodIssue;

/** The problems of `located`, which `schema` rejects. */
export function problemsOf(error: z.ZodError, located: Located, schema?: z.ZodType): readonly Problem[] {
  return error.issues.filter(isTightest).flatMap((issue) => issueProblems(issue, located, { above: [], schema }));
}

/** Of several bounds that a value exceeds, as that of integers and its own, the one to respect. */
function isTightest(issue: Issue, _: number, all: readonly Issue[]): boolean {
  const isSame = (other: Issue) => other.path.join('.') === issue.path.join('.');
  const isTighter = (other: Issue) =>
    (issue.code === 'too_big' && other.code === 'too_big' && other.maximum < issue.maximum) ||
    (issue.code === 'too_small' && other.code === 'too_small' && other.minimum > issue.minimum);
  return !all.some((other) => isSame(other) && isTighter(other));
}

interface Context {
  readonly above: readonly PropertyKey[];
  readonly schema: z.ZodType | undefined;
}

function issueProblems(issue: Issue, located: Located, { above, schema }: Context): readonly Problem[] {
  const path = [...above, ...issue.path];
  const position = positionOf(located, path);
  const given = at(located, path);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const holder = given ?? located;
      const known = keysAt(schema, path);
      return issue.keys.map((key) =>
        unknownWord(keyPosition(holder, key), `unknown key "${key}"`, { word: key, known }),
      );
    }
    case 'invalid_union':
      if (given && issue.errors.every(isOtherType))
        return [problemAt(position, `must be ${issue.errors.map(kind).join(' or ')}, got ${quoted(given)}`)];
      return likeliest(issue, given).flatMap((inner) => issueProblems(inner, located, { above: path, schema }));
    case 'invalid_key':
      return issue.issues.map((inner) =>
        problemAt(keyPosition(at(located, path.slice(0, -1)) ?? located, String(path.at(-1))), inner.message),
      );
    case 'invalid_value': {
      const known = issue.values.map(String);
      const message = given ? `unknown value ${quoted(given)}` : 'is missing';
      return [unknownWord(position, message, { word: given?.kind === 'scalar' ? String(given.value) : '', known })];
    }
    default:
      return [problemAt(position, given ? `${neededText(issue)}, got ${quoted(given)}` : 'is missing')];
  }
}

/** The branch of a union that is most similar to the value. */
function likeliest(issue: Extract<Issue, { code: 'invalid_union' }>, given: Located | undefined): readonly Issue[] {
  const rank = (branch: readonly Issue[]) => (isOtherType(branch) ? 1000 : 0) + branch.length;
  if (given === undefined) return issue.errors[0] ?? [];
  return [...issue.errors].sort((a, b) => rank(a) - rank(b))[0] ?? [];
}

/** Whether the value has another type. */
function isOtherType([first]: readonly Issue[]): boolean {
  // "expected int" of a number is about its value, not about its type.
  return first?.code === 'invalid_type' && first.path.length === 0 && !('format' in first);
}

function kind([first]: readonly Issue[]): string {
  return first?.code === 'invalid_type' ? kindText(first.expected) : 'a value';
}

/** The keys of the object that `schema` has at `path`. */
function keysAt(schema: z.ZodType | undefined, path: readonly PropertyKey[]): string[] {
  const { def } = (schema ?? {}) as { readonly def?: Partial<Record<string, unknown>> };
  if (!def) return [];
  if (def.innerType) return keysAt(def.innerType as z.ZodType, path);
  const shape = def.shape as Record<string, z.ZodType> | undefined;
  const [step, ...rest] = path;
  if (step === undefined) return Object.keys(shape ?? {});
  return keysAt(shape?.[String(step)] ?? ((def.element ?? def.valueType) as z.ZodType), rest);
}

function at(located: Located, path: readonly PropertyKey[]): Located | undefined {
  return path.reduce<Located | undefined>((here, step) => here && childOf(here, step), located);
}

const MAX_QUOTED_LENGTH = 60; // characters of a value that a message quotes

export function quoted(located: Located): string {
  if (located.kind === 'scalar' && typeof located.value === 'number') return String(located.value);
  const text = JSON.stringify(toJson(located));
  return text.length > MAX_QUOTED_LENGTH ? `${text.slice(0, MAX_QUOTED_LENGTH)}...` : text;
}
