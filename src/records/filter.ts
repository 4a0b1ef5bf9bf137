/** Filters: the cells that a `given`, an `exclude` or a filter in an expression selects. */
import type { FamilyRecord } from '../core/gan/family.js';
import { withOmittedDefaults } from '../core/gan/omitted-defaults.js';
import type { Json } from '../core/gan/setting.js';

/** Dotted paths relative to `base`, and the values required there. */
export type Filter = Readonly<Record<string, Json>>;

/**
 * Whether a setting (resolved, or as written) has all values of the filter. A scalar matches exactly, a word an object's
 * name, an object as a subset; a path into a field of both players means both. Omitted defaults count.
 */
export function matches(setting: object, filter: Filter, families: FamilyRecord): boolean {
  const paths = Object.entries(filter);
  if (paths.length === 0) return true;
  const complete = withOmittedDefaults(setting, families);
  return paths.every(([path, wanted]) => matchesAt(complete, path.split('.'), wanted));
}

function matchesAt(value: Json | undefined, path: readonly string[], wanted: Json): boolean {
  const [step, ...rest] = path;
  if (value === undefined) return false;
  if (isPlayers(value) && !names(step, wanted))
    return matchesAt(value.generator, path, wanted) && matchesAt(value.discriminator, path, wanted);
  if (step === undefined) return matchesValue(value, wanted);
  return matchesAt(asObject(value)?.[step], rest, wanted);
}

function matchesValue(value: Json | undefined, wanted: Json): boolean {
  if (value === undefined) return false;
  if (isObject(wanted)) {
    const object = asObject(value);
    return object !== null && Object.entries(wanted).every(([key, item]) => matchesAt(object[key], [], item));
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

/** A word stands for the object of that name. */
function asObject(value: Json): JsonObject | null {
  if (typeof value === 'string') return { name: value };
  return isObject(value) ? value : null;
}

/** Whether the value is `{ generator, discriminator }` of a field of both players, not a whole setting. */
function isPlayers(value: Json): value is { readonly generator: Json; readonly discriminator: Json } {
  return isObject(value) && Object.keys(value).length === 2 && 'generator' in value && 'discriminator' in value;
}

/** Whether the filter itself names a player. */
function names(step: string | undefined, wanted: Json): boolean {
  const isPlayer = (name: string) => name === 'generator' || name === 'discriminator';
  return step === undefined ? isObject(wanted) && Object.keys(wanted).some(isPlayer) : isPlayer(step);
}
