/** Filters: which cells a `given`, an `exclude` or a filter in an expression means. */
import type { Json } from '../../core/gan/setting.js';
import type { LocatedMap } from '../read/located.js';
import { type Problem, unknownWord } from '../read/problems.js';
import { LEFT_OUT } from './left-out.js';

/** Paths, dotted and relative to `base`, and what must stand there. */
export type Filter = Readonly<Record<string, Json>>;

/**
 * Whether a setting (resolved, or as written) has all that the filter names. A scalar matches exactly, a word an
 * object's name, an object as a subset; a path into a players' field means both players. What settings leave out matches
 * the word for it.
 */
export function matches(setting: object, filter: Filter): boolean {
  return Object.entries(filter).every(([path, wanted]) => matchesAt(setting as Json, path.split('.'), wanted));
}

function matchesAt(value: Json | undefined, path: readonly string[], wanted: Json): boolean {
  const [step, ...rest] = path;
  if (value === undefined) return false;
  if (isPlayers(value) && !names(step, wanted))
    return matchesAt(value.generator, path, wanted) && matchesAt(value.discriminator, path, wanted);
  if (step === undefined) return matchesValue(value, wanted);
  return matchesAt(asObject(value)?.[step] ?? LEFT_OUT[step], rest, wanted);
}

function matchesValue(value: Json | undefined, wanted: Json): boolean {
  if (value === undefined) return false;
  if (isObject(wanted)) {
    const object = asObject(value);
    return (
      object !== null &&
      Object.entries(wanted).every(([key, item]) => matchesAt(object[key] ?? LEFT_OUT[key], [], item))
    );
  }
  if (Array.isArray(wanted)) {
    return Array.isArray(value) && value.length === wanted.length && value.every((item, i) => same(item, wanted[i]!));
  }
  if (isObject(value)) return typeof wanted === 'string' && value.name === wanted;
  return value === wanted;
}

const same = (a: Json, b: Json) => JSON.stringify(a) === JSON.stringify(b);

type JsonObject = { readonly [key: string]: Json };

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A word is the object of that name. */
function asObject(value: Json): JsonObject | null {
  if (typeof value === 'string') return { name: value };
  return isObject(value) ? value : null;
}

/** `{ generator, discriminator }`, of a players' field; a whole setting has a name for each field, target among them. */
function isPlayers(value: Json): value is { readonly generator: Json; readonly discriminator: Json } {
  return isObject(value) && Object.keys(value).length === 2 && 'generator' in value && 'discriminator' in value;
}

/** Whether the filter itself says which player it means. */
function names(step: string | undefined, wanted: Json): boolean {
  const isPlayer = (name: string) => name === 'generator' || name === 'discriminator';
  return step === undefined ? isObject(wanted) && Object.keys(wanted).some(isPlayer) : isPlayer(step);
}

/** A filter must be about something that varies. */
export function filterProblems(filter: LocatedMap, axes: readonly string[]): readonly Problem[] {
  return [...filter.entries].flatMap(([path, { key }]) => {
    const related = axes.some((axis) => path === axis || path.startsWith(`${axis}.`) || axis.startsWith(`${path}.`));
    if (related) return [];
    const says = axes.length === 0 ? `nothing varies, so no filter can name "${path}"` : `"${path}" does not vary`;
    return [unknownWord(key, says, { word: path, known: [...axes] })];
  });
}
