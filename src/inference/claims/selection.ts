/** The cell that a claim's question is about: the one that its filter and the claim's `given` select together. */
import { families } from '../../core/gan/families.js';
import type { PlannedCell } from '../../records/experiment.js';
import { type Filter, matches } from '../../records/filter.js';

/** The cell, or why it is not exactly one. */
export function selectCell(
  cells: readonly PlannedCell[],
  { filter, given = {} }: { readonly filter: Filter; readonly given?: Filter | undefined },
): { readonly cell: PlannedCell } | { readonly message: string } {
  const picked = cells.filter(({ setting }) => matches(setting, given, families) && matches(setting, filter, families));
  if (picked.length === 1) return { cell: picked[0]! };
  const filters = [given, filter].filter((each) => Object.keys(each).length > 0).map((each) => JSON.stringify(each));
  const by = filters.length === 0 ? 'no filter' : filters.join(' with ');
  if (picked.length === 0) return { message: `${by} selects none of the ${cells.length} settings` };
  return { message: `${by} selects ${picked.length} settings; filter by ${differingAxes(picked).join(', ')} too` };
}

/** The axes in which these cells differ. */
function differingAxes(cells: readonly PlannedCell[]): string[] {
  const axes = new Set(cells.flatMap((cell) => Object.keys(cell.labels)));
  return [...axes].filter((axis) => new Set(cells.map((cell) => cell.labels[axis])).size > 1);
}
