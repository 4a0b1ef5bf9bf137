/** The differences of two settings, or of two other values of plain data, by path. */
import type { Json } from '../core/gan/setting.js';
import { canonicalJson } from './identity.js';
import { label } from './labels.js';

/** `was` or `is` is null if there is no value at the path. */
export interface Difference {
  readonly path: string;
  readonly was: Json;
  readonly is: Json;
}

/** Objects with the same `name` are compared by key, others as wholes; equal changes of both players are listed once. */
export function differences(was: Json | undefined, is: Json | undefined, path = ''): readonly Difference[] {
  if (was === undefined || is === undefined || !isObject(was) || !isObject(is) || was.name !== is.name)
    return same(was, is) ? [] : [{ path, was: was ?? null, is: is ?? null }];
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const inside = (key: string) => differences(was[key], is[key], path === '' ? key : `${path}.${key}`);
  if (!keys.includes('generator') || !keys.includes('discriminator') || path === '') return keys.flatMap(inside);
  const alike = same(was.generator, was.discriminator) && same(is.generator, is.discriminator);
  return alike ? differences(was.generator, is.generator, path) : keys.flatMap(inside);
}

/** `steps 30 -> 50, loss hinge -> minimax`. */
export function differencesText(list: readonly Difference[]): string {
  const text = (value: Json) => (value === null ? 'none' : label(value));
  return list.map(({ path, was, is }) => `${path} ${text(was)} -> ${text(is)}`).join(', ');
}

type JsonObject = { readonly [key: string]: Json };

function isObject(value: Json): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return a === undefined || b === undefined ? a === b : canonicalJson(a) === canonicalJson(b);
}
