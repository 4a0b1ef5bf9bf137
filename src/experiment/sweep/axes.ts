/** The axes of a sweep: the paths that it changes, and each cell's values there. */

import { isPlayersField } from '../../core/gan/fields.js';
import type { Json, Setting } from '../../core/gan/setting.js';
import { childOf, type Located, type LocatedMap, toJson } from '../read/located.js';
import { asMap, changesOf, isPlayers } from '../resolve/overlay.js';
import type { Sweep } from './expand.js';

/** Paths as in the file: those of vary, of zip, and further ones of `also`. */
export function axisPaths({ vary, zip, also }: Sweep): readonly string[] {
  const paths = [...(vary?.entries.keys() ?? []), ...(zip?.entries.keys() ?? [])];
  for (const overlay of also) {
    for (const path of changesOf(overlay).flatMap(({ path, value }) => changedPaths(path, value)))
      if (!paths.some((axis) => path === axis || path.startsWith(`${axis}.`))) paths.push(path);
  }
  return [...new Set(paths)];
}

/** An object without a name changes several paths, each an axis. */
function changedPaths(path: string, value: Located): readonly string[] {
  if (value.kind !== 'map' || value.entries.has('name') || value.entries.size === 0) return [path];
  if (isPlayers(value) && value.entries.size === 2) return [path];
  return [...value.entries].flatMap(([key, entry]) => changedPaths(`${path}.${key}`, entry.value));
}

/** The value at an axis: from the file, else the default; undefined if the setting has no such field. */
export function axisValue(path: string, written: LocatedMap, setting: Setting): Json | undefined {
  // Its default is the game's: the written one need not be the one that is trained.
  if (path === 'dtype') return setting.dtype;
  const steps = path.split('.');
  const located = valueAt(written, steps, toJson, childLocated);
  return located ?? valueAt(setting as unknown as Json, steps, (json) => json, childJson);
}

type Child<T> = (value: T, step: string) => T | undefined;

/** The value at the path; a path into a field of both players means both, as one value if they are equal. */
function valueAt<T>(root: T, [field, ...rest]: readonly string[], json: (value: T) => Json, child: Child<T>) {
  const value = child(root, field!);
  if (value === undefined) return undefined;
  const down = (from: T | undefined, steps: readonly string[]) => {
    const end = steps.reduce<T | undefined>((here, step) => (here === undefined ? here : child(here, step)), from);
    return end === undefined ? undefined : json(end);
  };
  const players = { discriminator: child(value, 'discriminator'), generator: child(value, 'generator') };
  const both = players.discriminator !== undefined && players.generator !== undefined;
  if (!isPlayersField(field!) || !both || rest[0] === 'generator' || rest[0] === 'discriminator')
    return down(value, rest);
  const discriminator = down(players.discriminator, rest);
  const generator = down(players.generator, rest);
  if (discriminator === undefined || generator === undefined) return undefined;
  return JSON.stringify(discriminator) === JSON.stringify(generator) ? generator : { discriminator, generator };
}

const childLocated: Child<Located> = (value, step) => childOf(asMap(value, value.position), step);

const childJson: Child<Json> = (value, step) =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as { readonly [key: string]: Json })[step]
    : undefined;
