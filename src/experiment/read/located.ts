/** Plain data in which every value remembers where it was written, so that a problem can name its line. */
import type { Json } from '../../core/gan/setting.js';

export interface Place {
  readonly file: string;
  /** From 1; null where there are no lines (a module, `--set`, a default). */
  readonly line: number | null;
  readonly column: number | null;
  /** Where in the file, e.g. `vary.loss[1]`. */
  readonly path: string;
}

export type Located = LocatedScalar | LocatedList | LocatedMap;
export interface LocatedScalar {
  readonly kind: 'scalar';
  readonly value: null | boolean | number | string;
  readonly place: Place;
}
export interface LocatedList {
  readonly kind: 'list';
  readonly items: readonly Located[];
  readonly place: Place;
}
export interface LocatedMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Entry>;
  readonly place: Place;
}
export interface Entry {
  readonly key: Place;
  readonly value: Located;
}

export function toJson(located: Located): Json {
  if (located.kind === 'scalar') return located.value;
  if (located.kind === 'list') return located.items.map(toJson);
  return Object.fromEntries([...located.entries].map(([key, { value }]) => [key, toJson(value)]));
}

/** Data that stands in no file: a default, a value of `--set`. Everything in it is at `place`. */
export function locate(json: Json, place: Place): Located {
  if (Array.isArray(json)) return { kind: 'list', items: json.map((item, i) => locate(item, within(place, i))), place };
  if (json === null || typeof json !== 'object') return { kind: 'scalar', value: json as string, place };
  const entries = Object.entries(json).map(([key, value]) => {
    const key_ = within(place, key);
    return [key, { key: key_, value: locate(value, key_) }] as const;
  });
  return { kind: 'map', entries: new Map(entries), place };
}

/** The place of what is inside `place` under `step`. */
export function within(place: Place, step: PropertyKey): Place {
  const name = typeof step === 'number' ? `[${step}]` : String(step);
  const joint = place.path === '' || typeof step === 'number' ? '' : '.';
  return { ...place, path: place.path + joint + name };
}

/** Where the value at `path` was written; if it was not, where the nearest thing around it was. */
export function placeOf(located: Located, path: readonly PropertyKey[]): Place {
  const [step, ...rest] = path;
  if (step === undefined) return located.place;
  const child = childOf(located, step);
  if (child) return placeOf(child, rest);
  return path.reduce(within, located.place);
}

/** Where the key itself stands, for problems with the key rather than with its value. */
export function keyPlace(located: Located, key: string): Place {
  const entry = located.kind === 'map' ? located.entries.get(key) : undefined;
  return entry?.key ?? within(located.place, key);
}

export function childOf(located: Located, step: PropertyKey): Located | undefined {
  if (located.kind === 'list') return located.items[Number(step)];
  if (located.kind === 'map') return located.entries.get(String(step))?.value;
  return undefined;
}
