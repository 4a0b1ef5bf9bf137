/** Plain data in which every value remembers where it was written, so that a problem can name its line (decision 008). */
import type { Json } from '../../core/gan/setting.js';

export interface SourcePosition {
  readonly file: string;
  /** From 1; null if there are no lines (a module, `--set`, a default). */
  readonly line: number | null;
  readonly column: number | null;
  /** Where in the file, e.g. `vary.loss[1]`. */
  readonly path: string;
}

export type Located = LocatedScalar | LocatedList | LocatedMap;
export interface LocatedScalar {
  readonly kind: 'scalar';
  readonly value: null | boolean | number | string;
  readonly position: SourcePosition;
}
export interface LocatedList {
  readonly kind: 'list';
  readonly items: readonly Located[];
  readonly position: SourcePosition;
}
export interface LocatedMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, LocatedEntry>;
  readonly position: SourcePosition;
}
export interface LocatedEntry {
  readonly key: SourcePosition;
  readonly value: Located;
}

export function toJson(located: Located): Json {
  if (located.kind === 'scalar') return located.value;
  if (located.kind === 'list') return located.items.map(toJson);
  return Object.fromEntries([...located.entries].map(([key, { value }]) => [key, toJson(value)]));
}

/** Data from outside a file: a default, a value of `--set`. All of it is at `position`. */
export function locate(json: Json, position: SourcePosition): Located {
  if (Array.isArray(json))
    return { kind: 'list', items: json.map((item, i) => locate(item, positionWithin(position, i))), position };
  if (json === null || typeof json !== 'object') return { kind: 'scalar', value: json as string, position };
  const entries = Object.entries(json).map(([key, value]) => {
    const key_ = positionWithin(position, key);
    return [key, { key: key_, value: locate(value, key_) }] as const;
  });
  return { kind: 'map', entries: new Map(entries), position };
}

/** The position of the value under the key or index `step`. */
export function positionWithin(position: SourcePosition, step: PropertyKey): SourcePosition {
  const name = typeof step === 'number' ? `[${step}]` : String(step);
  const joint = position.path === '' || typeof step === 'number' ? '' : '.';
  return { ...position, path: position.path + joint + name };
}

/** The position of the value at `path`; if the file has none, of the nearest value around it. */
export function positionOf(located: Located, path: readonly PropertyKey[]): SourcePosition {
  const [step, ...rest] = path;
  if (step === undefined) return located.position;
  const child = childOf(located, step);
  if (child) return positionOf(child, rest);
  return path.reduce(positionWithin, located.position);
}

/** The position of the key itself, for problems of the key rather than its value. */
export function keyPosition(located: Located, key: string): SourcePosition {
  const entry = located.kind === 'map' ? located.entries.get(key) : undefined;
  return entry?.key ?? positionWithin(located.position, key);
}

export function childOf(located: Located, step: PropertyKey): Located | undefined {
  if (located.kind === 'list') return located.items[Number(step)];
  if (located.kind === 'map') return located.entries.get(String(step))?.value;
  return undefined;
}
