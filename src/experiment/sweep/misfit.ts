/** Which other values of its setting a problem does not fit: the value at fault may stand in `base`, its cause in `also`. */

import type { LocatedMap, SourcePosition } from '../read/located.js';
import type { Problem } from '../read/problems.js';
import { applyChange, type Change } from '../resolve/overlay.js';

interface ChangedBase {
  readonly base: LocatedMap;
  /** Those of the grid, of an entry of `also` and of `--set`, in the order in which they are applied. */
  readonly changes: readonly Change[];
}

/**
 * The problem with the positions of what it does not fit, where it is not the base's alone: a change of the base, or the value of
 * the base that a change does not fit.
 *
 * @param problemsOf the problems of a setting
 */
export function withMisfits(
  { with: fitting = [], ...problem }: Problem,
  cell: ChangedBase,
  problemsOf: (written: LocatedMap) => readonly Problem[],
): Problem {
  const isChanged = (position: SourcePosition) => cell.changes.some((change) => isOf(change, position));
  const named = isChanged(problem) ? fitting : fitting.filter(isChanged);
  const others = [...causes(problem, cell, problemsOf), ...named].filter(
    (other, i, all) =>
      !isWithin(problem, other) &&
      !isWithin(other, problem) &&
      all.findIndex(({ file, path }) => file === other.file && path === other.path) === i,
  );
  return others.length === 0 ? problem : { ...problem, with: others };
}

/** The changes without which the cell does not have the problem; none where the base has it, or where one is itself at fault. */
function causes(
  problem: Problem,
  cell: ChangedBase,
  problemsOf: (written: LocatedMap) => readonly Problem[],
): readonly SourcePosition[] {
  const { base, changes } = cell;
  // A setting of many changes has many problems, which ask for the same settings.
  const positions = known.get(cell) ?? new Map<Change | null, ReadonlySet<string>>();
  known.set(cell, positions);
  const hasIt = (without: Change | null) => {
    const applied = without === null ? [] : changes.filter((other) => other !== without);
    const found = positions.get(without) ?? new Set(problemsOf(applied.reduce(applyChange, base)).map(positionText));
    positions.set(without, found);
    return found.has(positionText(problem));
  };
  const others = changes.filter((change) => !isOf(change, problem));
  if (others.length === 0 || hasIt(null)) return [];
  const needed = others.filter((change) => !hasIt(change));
  // Where several cause it, each by itself, none of them is needed.
  const found = needed.length === 0 && others.length === changes.length ? others : needed;
  return found.map(({ value }) => value.position);
}

/** Where a cell has problems without any change (null), and without one. */
const known = new WeakMap<ChangedBase, Map<Change | null, ReadonlySet<string>>>();

const positionText = ({ file, path }: SourcePosition) => `${file}\n${path}`;

/** Whether a position is that of a change, or inside its value. */
function isOf({ key, value }: Change, position: SourcePosition): boolean {
  return isWithin(position, key) || isWithin(position, value.position);
}

function isWithin(position: SourcePosition, whole: SourcePosition): boolean {
  if (position.file !== whole.file || !position.path.startsWith(whole.path)) return false;
  return /^(?:$|[.[])/.test(position.path.slice(whole.path.length));
}
