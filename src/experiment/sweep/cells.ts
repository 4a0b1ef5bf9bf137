/** The cells of a sweep: expanded, excluded, resolved, named. */

import type { Conflict } from '../../core/gan/conflict.js';
import type { Families } from '../../core/gan/family-table.js';
import type { Json, Setting } from '../../core/gan/setting.js';
import type { PlannedCell } from '../../records/experiment.js';
import { type Filter, matches } from '../../records/filter.js';
import { cellId, folderName } from '../../records/identity.js';
import { label } from '../../records/labels.js';
import { childOf, type Located, type LocatedMap, type SourcePosition, toJson } from '../read/located.js';
import { type Problem, ProblemSet, problemAt } from '../read/problems.js';
import { conflictChecker } from '../resolve/conflict-checker.js';
import { filterProblems } from '../resolve/filters.js';
import { settingResolver } from '../resolve/settings.js';
import { noteSetting } from '../resolve/written.js';
import { axisPaths, axisValue } from './axes.js';
import { checkSweep, type RunLimit, tooLarge, tooManyRuns } from './check-sweep.js';
import { expand, type Sweep, type WrittenCell } from './expand.js';
import { withMisfits } from './misfit.js';

export interface CellSource {
  readonly sweep: Sweep;
  readonly exclude: readonly LocatedMap[];
  readonly families: Families;
  readonly limit: RunLimit;
}

export interface ExpandedSweep {
  readonly axes: readonly string[];
  readonly cells: readonly PlannedCell[];
}

type Report = (problems: readonly Problem[]) => void;
const MAX_DISTINCT_PROBLEMS = 100; // distinct problems: a mistake in a grid repeats itself

/** Null if there are problems. */
export function cellsOf(source: CellSource, report: Report): ExpandedSweep | null {
  const { sweep, problems: unsound } = checkSweep(source.sweep);
  report(unsound);
  const large = tooLarge(sweep, source.exclude.length > 0, source.limit);
  if (large) report([large]);
  if (large) return null;
  const axes = axisPaths(sweep);
  const misread = source.exclude.flatMap((filter) => filterProblems(filter, axes));
  report(misread);

  const found = new ProblemSet();
  const cells = new Map<string, PlannedCell>();
  const idle = new Set(source.exclude);
  for (const { cell, setting, problems, problemsOf } of candidates(sweep, source, idle)) {
    const changed = { base: sweep.base, changes: cell.changes };
    for (const problem of problems) if (!found.has(problem)) found.add(withMisfits(problem, changed, problemsOf));
    if (found.size > MAX_DISTINCT_PROBLEMS) break;
    if (!setting || found.size > 0) continue;
    const planned = plannedCell(cell, setting, axes);
    const twin = cells.get(planned.id);
    if (!twin) {
      cells.set(planned.id, planned);
      noteSetting(setting, { base: sweep.base, changes: cell.changes });
    } else if (sweep.set.length === 0) found.add(sameSetting(cell, twin)); // --set may make an axis constant
  }
  // With a misspelt value, excluded settings would be trained. With --set a filter may match nothing.
  if (found.size === 0 && misread.length === 0 && sweep.set.length === 0)
    for (const { position } of idle) found.add(problemAt(position, 'matches no setting'));
  report([...found.list()]);
  if (found.size > 0 || unsound.length > 0) return null;
  if (cells.size === 0) report([problemAt(source.exclude[0]!.position, 'excludes every setting')]);
  const runs = cells.size * source.limit.seeds;
  if (runs > source.limit.runs) report([tooManyRuns(sweep, runs, source.limit.runs)]);
  return { axes, cells: [...cells.values()] };
}

interface Candidate {
  readonly cell: WrittenCell;
  /** Null if there are problems. */
  readonly setting: Setting | null;
  readonly problems: readonly Problem[];
  /** Those of the same setting with other changes. */
  problemsOf(written: LocatedMap): readonly Problem[];
}

/** Excluded settings may be invalid, which can be the reason. Filters that match something are removed from `idle`. */
function* candidates(sweep: Sweep, { exclude, families }: CellSource, idle: Set<LocatedMap>): Generator<Candidate> {
  const filters = exclude.map((filter) => toJson(filter) as Filter);
  const resolve = settingResolver(families);
  const conflictsOf = conflictChecker(families);
  const conflictProblems = (written: LocatedMap, parts: ReturnType<typeof resolve>['parts']) =>
    conflictsOf(parts).map(({ reason, with: other, ...at }) => {
      const problem = problemAt(positionOfChoice(written, at), reason);
      return other === undefined ? problem : { ...problem, with: [positionOfChoice(written, other)] };
    });
  const problemsOf = (written: LocatedMap) => {
    const { parts, problems } = resolve(written);
    return [...problems, ...conflictProblems(written, parts)];
  };
  for (const cell of expand(sweep)) {
    const { value: setting, parts, problems } = resolve(cell.written);
    const known = setting ?? (toJson(cell.written) as object);
    const matching = exclude.filter((_, i) => matches(known, filters[i]!, families));
    for (const filter of matching) idle.delete(filter);
    if (matching.length > 0) continue;
    const conflicts = conflictProblems(cell.written, parts);
    yield { cell, setting: conflicts.length === 0 ? setting : null, problems: [...problems, ...conflicts], problemsOf };
  }
}

/** Steps that the file omits (a choice that both players share, a name) are skipped. */
function positionOfChoice(
  written: Located,
  { field, player, option }: Pick<Conflict, 'player' | 'option'> & { readonly field: keyof Setting },
): SourcePosition {
  const path = [field, player, option].filter((step) => step !== undefined);
  return path.reduce((at, step) => childOf(at, step) ?? at, written).position;
}

function plannedCell({ written }: WrittenCell, setting: Setting, axes: readonly string[]): PlannedCell {
  const id = cellId(setting);
  const values = axes.flatMap((axis): [string, Json][] => {
    const value = axisValue(axis, written, setting);
    return value === undefined ? [] : [[axis, value]];
  });
  const labels = Object.fromEntries(values.map(([axis, value]) => [axis, label(value)]));
  return { id, folder: folderName(setting, id), setting, axes: Object.fromEntries(values), labels };
}

function sameSetting({ from, written }: WrittenCell, { labels }: PlannedCell): Problem {
  const same = Object.entries(labels).map(([axis, text]) => `${axis} ${text}`);
  return problemAt(from.at(-1)?.position ?? written.position, `duplicate setting: ${same.join(', ') || 'base'}`);
}
