/** Expands a sweep into settings: the grid of vary, crossed with zip, then also; `--set` overrides all. */
import type { Located, LocatedMap } from '../read/located.js';
import { applyChange, type Change, changesOf } from '../resolve/overlay.js';

export interface Sweep {
  readonly base: LocatedMap;
  readonly vary: LocatedMap | null;
  readonly zip: LocatedMap | null;
  readonly also: readonly LocatedMap[];
  readonly set: readonly Change[];
}

export interface WrittenCell {
  readonly written: LocatedMap;
  /** Its origin, for messages: the values on the grid, or the entry of `also`. */
  readonly from: readonly Located[];
  /** What was applied to the base, in this order. */
  readonly changes: readonly Change[];
}

/** The number of settings before `exclude`. */
export function sweepSize({ vary, zip, also }: Sweep): number {
  return listsOf(vary).reduce((size, { values }) => size * values.length, zipLength(zip)) + also.length;
}

/** In the order of the grid, the first axis slowest; then those of `also`. A sweep without axes has one setting, its base. */
export function* expand(sweep: Sweep): Generator<WrittenCell> {
  const lay = layer(sweep.base);
  const cell = (own: readonly Change[], from: readonly Located[]): WrittenCell => {
    const changes = [...shallowFirst(own), ...sweep.set];
    return { written: lay(changes), from, changes };
  };
  for (const own of product(axesOf(sweep)))
    yield cell(
      own,
      own.map(({ value }) => value),
    );
  for (const overlay of sweep.also) yield cell(changesOf(overlay), [overlay]);
}

/** Applies changes to `base`. Neighbours on the grid start with the same changes, which are applied once. */
function layer(base: LocatedMap): (changes: readonly Change[]) => LocatedMap {
  const laid: { readonly change: Change; readonly gives: LocatedMap }[] = [];
  return (changes) => {
    const differs = changes.findIndex((change, i) => laid[i]?.change !== change);
    laid.length = differs < 0 ? changes.length : differs;
    for (const change of changes.slice(laid.length))
      laid.push({ change, gives: applyChange(laid.at(-1)?.gives ?? base, change) });
    return laid.at(-1)?.gives ?? base;
  };
}

/** `optimizer` before `optimizer.lr`, in any order of the file: otherwise the first would undo the second. */
function shallowFirst(changes: readonly Change[]): readonly Change[] {
  const depth = ({ path }: Change) => path.split('.').length;
  return changes.toSorted((a, b) => depth(a) - depth(b));
}

/** The axes of the grid, each a list of alternatives; a zip is one axis that changes several paths. */
function axesOf({ vary, zip }: Sweep): readonly (readonly (readonly Change[])[])[] {
  const grid = listsOf(vary).map((list) => list.values.map((_, i) => [changeOf(list, i)]));
  const zipped = listsOf(zip);
  if (zipped.length === 0) return grid;
  return [...grid, Array.from({ length: zipLength(zip) }, (_, i) => zipped.map((list) => changeOf(list, i)))];
}

function* product(axes: readonly (readonly (readonly Change[])[])[]): Generator<readonly Change[]> {
  const [first, ...rest] = axes;
  if (!first) yield [];
  else for (const changes of first) for (const others of product(rest)) yield [...changes, ...others];
}

interface AxisList {
  readonly path: string;
  readonly key: Change['key'];
  readonly values: readonly Located[];
}

function changeOf({ path, key, values }: AxisList, at: number): Change {
  return { path, key, value: values[at]! };
}

function listsOf(map: LocatedMap | null): readonly AxisList[] {
  return [...(map?.entries ?? [])].map(([path, { key, value }]) => ({
    path,
    key,
    values: value.kind === 'list' ? value.items : [value],
  }));
}

function zipLength(zip: LocatedMap | null): number {
  return zipLengths(zip)[0] ?? 1;
}

/** The number of values of each path of the zip, which must be equal. */
export function zipLengths(zip: LocatedMap | null): readonly number[] {
  return listsOf(zip).map(({ values }) => values.length);
}
