/** Applies changes to a setting: objects are merged; an object with a `name`, or a list, replaces the old value. */

import { isPlayersField } from '../../core/gan/fields.js';
import type { Located, LocatedEntry, LocatedMap, SourcePosition } from '../read/located.js';

/** One change: a dotted path relative to `base`, and the value there. */
export interface Change {
  readonly path: string;
  /** Where the path is written. */
  readonly key: SourcePosition;
  readonly value: Located;
}

export function changesOf(overlay: LocatedMap): readonly Change[] {
  return [...overlay.entries].map(([path, { key, value }]) => ({ path, key, value }));
}

export function applyChange(setting: LocatedMap, { path, key, value }: Change): LocatedMap {
  return changeAt(setting, path.split('.'), { key, value }, true) as LocatedMap;
}

function changeAt(old: Located | undefined, path: readonly string[], change: LocatedEntry, top = false): Located {
  const [step, ...rest] = path;
  if (step === undefined) return merge(old, change.value);
  const map = asMap(old, change.key);
  const before = map.entries.get(step);
  const value =
    top && isPlayersField(step) ? changePlayers(before?.value, rest, change) : changeAt(before?.value, rest, change);
  return with_(map, step, { key: change.key, value });
}

/** The value with the changes `over`. */
function merge(old: Located | undefined, over: Located): Located {
  if (old === undefined || over.kind !== 'map' || over.entries.has('name')) return over;
  if (old.kind === 'list' || (old.kind === 'scalar' && typeof old.value !== 'string')) return over;
  return [...over.entries].reduce<LocatedMap>(
    (map, [key, entry]) => with_(map, key, { key: entry.key, value: merge(map.entries.get(key)?.value, entry.value) }),
    asMap(old, over.position),
  );
}

/** The choices of both players as separate fields, which share one node as long as they are equal. */
function changePlayers(old: Located | undefined, path: readonly string[], change: LocatedEntry): Located {
  const both = splitPlayers(old, change.key);
  const [player, ...rest] = path;
  if (player !== undefined && isPlayer(player)) {
    const entry = both.entries.get(player);
    return with_(both, player, { key: change.key, value: changeAt(entry?.value, rest, change) });
  }
  if (path.length === 0 && isPlayers(change.value)) {
    return [...change.value.entries].reduce<LocatedMap>(
      (map, [name, entry]) =>
        with_(map, name, { key: entry.key, value: merge(map.entries.get(name)?.value, entry.value) }),
      both,
    );
  }
  const changed = new Map<Located | undefined, Located>();
  return ['generator', 'discriminator'].reduce<LocatedMap>((map, name) => {
    const before = both.entries.get(name)?.value;
    const after = changed.get(before) ?? changeAt(before, path, change);
    changed.set(before, after);
    return with_(map, name, { key: change.key, value: after });
  }, both);
}

function splitPlayers(old: Located | undefined, position: SourcePosition): LocatedMap {
  if (old === undefined) return { kind: 'map', entries: new Map(), position };
  if (isPlayers(old)) return old;
  const entry = { key: old.position, value: old };
  const entries = new Map([
    ['generator', entry],
    ['discriminator', entry],
  ]);
  return { kind: 'map', entries, position: old.position };
}

export function isPlayers(value: Located): value is LocatedMap {
  return value.kind === 'map' && [...value.entries.keys()].some(isPlayer);
}

function isPlayer(name: string): boolean {
  return name === 'generator' || name === 'discriminator';
}

/** A name stands for the object with that name. */
export function asMap(old: Located | undefined, position: SourcePosition): LocatedMap {
  if (old?.kind === 'map') return old;
  const isWord = old?.kind === 'scalar' && typeof old.value === 'string';
  const entries = new Map(isWord ? [['name', { key: old.position, value: old }]] : []);
  return { kind: 'map', entries, position: old?.position ?? position };
}

function with_(map: LocatedMap, key: string, entry: LocatedEntry): LocatedMap {
  return { ...map, entries: new Map(map.entries).set(key, entry) };
}
