/** The cells of a sweep: expanded, excluded, resolved, named. */
import type { Json } from '../setting.js';
import { axisPaths, axisValue } from './axes.js';
import { expand, type Sweep, sweepSize, type WrittenCell } from './expand.js';
import type { Families } from './fields.js';
import { fields } from './fields.js';
import { type Filter, matches } from './filters.js';
import { fitChecker } from './fit.js';
import { cellId, folderName } from './identity.js';
import { label } from './labels.js';
import { type LocatedMap, type Place, toJson } from './located.js';
import type { PlannedCell } from './plan.js';
import { type Problem, problemAt, unknownWord } from './problems.js';
import { settingResolver, unknownField } from './settings.js';

export interface CellSource {
  readonly sweep: Sweep;
  readonly exclude: readonly LocatedMap[];
  readonly families: Families;
  readonly limit: { readonly runs: number; readonly seeds: number };
}

export interface Swept {
  readonly axes: readonly string[];
  readonly cells: readonly PlannedCell[];
}

type Report = (problems: readonly Problem[]) => void;
const ENOUGH = 100; // distinct problems: a mistake in a grid repeats itself

/** Null where there are problems. */
export function cellsOf({ sweep, exclude, families, limit }: CellSource, report: Report): Swept | null {
  const impossible = [...sweepProblems(sweep), ...tooMany(sweep, limit)];
  report(impossible);
  if (impossible.length > 0) return null;
  const axes = axisPaths(sweep);
  const filters = exclude.map((filter) => toJson(filter) as Filter);
  report(exclude.flatMap((filter) => filterProblems(filter, axes)));
  const resolve = settingResolver(families);
  const misfits = fitChecker(families);
  const found = new Map<string, Problem>();
  const cells = new Map<string, PlannedCell>();
  for (const cell of expand(sweep)) {
    const { value: setting, problems } = resolve(cell.written);
    const candidate = setting ?? (toJson(cell.written) as object);
    if (filters.some((filter) => matches(candidate, filter))) continue;
    const fit = setting ? misfits(setting).map(({ field, says }) => problemAt(placeOfField(cell, field), says)) : [];
    for (const problem of [...problems, ...fit]) found.set(`${placeKey(problem)} ${problem.says}`, problem);
    if (found.size > ENOUGH) break;
    if (!setting || found.size > 0) continue;
    const id = cellId(setting);
    if (!cells.has(id)) {
      const values = axes.flatMap((axis): [string, Json][] => {
        const value = axisValue(axis, cell.written, setting);
        return value === undefined ? [] : [[axis, value]];
      });
      const labels = Object.fromEntries(values.map(([axis, value]) => [axis, label(value)]));
      cells.set(id, { id, folder: folderName(setting, id), setting, axes: Object.fromEntries(values), labels });
    } else if (sweep.set.length === 0) {
      const place = cell.from.at(-1)?.place ?? cell.written.place;
      const same = Object.entries(cells.get(id)!.labels).map(([axis, text]) => `${axis} ${text}`);
      found.set(placeKey(place), problemAt(place, `makes the setting of ${same.join(', ') || 'base'} a second time`));
    }
  }
  report([...found.values()]);
  if (found.size > 0) return null;
  if (cells.size === 0)
    report([problemAt(exclude[0]?.place ?? sweep.base.place, 'excludes every setting: nothing is left')]);
  const runs = cells.size * limit.seeds;
  if (runs > limit.runs) report([problemAt(whole(sweep), tooManyRuns(runs, limit.runs))]);
  return { axes, cells: [...cells.values()] };
}

function placeOfField({ written }: WrittenCell, field: string): Place {
  return written.entries.get(field)?.value.place ?? written.place;
}

const placeKey = ({ file, line, column, path }: Place) => `${file}:${line}:${column}:${path}`;

/** What would make expanding pointless: paths that are no fields, lists of unequal length. */
function sweepProblems({ vary, zip, also, set }: Sweep): readonly Problem[] {
  const keys = [vary, zip, ...also].flatMap((map) =>
    [...(map?.entries ?? [])].map(([path, { key }]) => ({ path, key })),
  );
  const unknown = [...keys, ...set].flatMap(({ path, key }) => {
    const field = path.split('.')[0]!;
    return field in fields ? [] : [unknownField(field, key)];
  });
  const lengths = [...(zip?.entries.values() ?? [])].map(({ value }) =>
    value.kind === 'list' ? value.items.length : 1,
  );
  if (new Set(lengths).size > 1)
    return [
      ...unknown,
      problemAt(zip!.place, `lists must be of equal length, these have ${lengths.join(', ')} values`),
    ];
  return unknown;
}

function tooMany(sweep: Sweep, limit: CellSource['limit']): readonly Problem[] {
  const size = sweepSize(sweep);
  return size > limit.runs ? [problemAt(whole(sweep), tooManyRuns(size * limit.seeds, limit.runs))] : [];
}

const tooManyRuns = (runs: number, limit: number) =>
  `comes to ${runs} runs; more than ${limit} need --max-runs ${runs} on the command line`;

const whole = ({ vary, zip, base }: Sweep) => (vary ?? zip ?? base).place;

/** A filter must be about something that varies. */
export function filterProblems(filter: LocatedMap, axes: readonly string[]): readonly Problem[] {
  return [...filter.entries].flatMap(([path, { key }]) => {
    const related = axes.some((axis) => path === axis || path.startsWith(`${axis}.`) || axis.startsWith(`${path}.`));
    if (related) return [];
    const says = axes.length === 0 ? `nothing varies, so no filter can name "${path}"` : `"${path}" does not vary`;
    return [unknownWord(key, says, { word: path, known: [...axes] })];
  });
}
