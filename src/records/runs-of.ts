/** The runs of a cell. */

import { groupBy } from '../core/collections/group-by.js';
import type { PlannedCell } from './experiment.js';
import type { ExperimentRecord, RunRecord } from './run-record.js';

/** In the order of the record. Grouped once per record, since sweeps have tens of thousands of cells. */
export function runsOf({ runs }: ExperimentRecord, { id }: Pick<PlannedCell, 'id'>): readonly RunRecord[] {
  const there = known.get(runs);
  const byCell = there ?? groupBy(runs, ({ cell }) => cell.id);
  if (!there) known.set(runs, byCell);
  return byCell.get(id) ?? [];
}

const known = new WeakMap<readonly RunRecord[], ReadonlyMap<string, readonly RunRecord[]>>();
