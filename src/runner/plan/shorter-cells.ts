/** Cells with the setting of a planned one but fewer steps: after raising `steps`, runs continue where theirs ended. */

import { join } from 'node:path';
import type { Json, Setting } from '../../core/gan/setting.js';
import { maximum } from '../../core/math/long-lists.js';
import { settingSchema } from '../../experiment/schema/plan-schema.js';
import { checkedJson } from '../../records/checked-json.js';
import type { PlannedCell } from '../../records/experiment.js';
import { canonicalJson, cellId, folderName, onBackend } from '../../records/identity.js';
import { readJsonNow } from '../store/bytes/json.js';
import { entriesIn, foldersIn } from '../store/bytes/own-folders.js';
import { FILES } from '../store/layout.js';
import { ownSeedFolder } from '../store/own-runs.js';
import { latestState } from '../store/runs/checkpoints.js';
import { readSummary } from '../store/runs/summary.js';
import type { ShorterCell } from './block.js';

/** By the id of the planned cell: its shorter cells, the longest first. Cells of the plan itself are not considered. */
export async function shorterCells(
  folder: string,
  {
    cells,
    wanted,
    backend,
  }: { readonly cells: readonly PlannedCell[]; readonly wanted: readonly PlannedCell[]; readonly backend: string },
): Promise<ReadonlyMap<string, readonly ShorterCell[]>> {
  const found = new Map<string, readonly ShorterCell[]>();
  if (wanted.length === 0) return found;
  const planned = new Set(cells.map((cell) => cell.folder));
  const names = foldersIn(join(folder, 'cells')).filter((name) => !planned.has(name));
  const others = new Map<string, { readonly steps: number; readonly cell: ShorterCell }[]>();
  for (const name of names) {
    const setting = checkedJson<Setting>(settingSchema, readJsonNow(join(folder, 'cells', name, FILES.setting)));
    if (!setting) continue;
    const id = identity(setting, backend);
    // A folder of another name belongs to another backend or ENGINE, whose numbers differ.
    if (id.folder !== name) continue;
    const key = withoutSteps(setting);
    others.set(key, [...(others.get(key) ?? []), { steps: setting.steps, cell: { id: id.id, folder: name } }]);
  }
  for (const cell of others.size > 0 ? wanted : []) {
    const shorter = (others.get(withoutSteps(cell.setting)) ?? []).filter(({ steps }) => steps < cell.setting.steps);
    const longest = shorter.sort((a, b) => b.steps - a.steps).map((each) => each.cell);
    if (longest.length > 0) found.set(cell.id, longest);
  }
  return found;
}

/** The last step that the seed's run has reached in any of the shorter cells, not yet verified; 0 where there is none to resume from. */
export function shorterResumeStep(
  folder: string,
  { cell, seed }: { readonly cell: Pick<PlannedCell, 'setting'>; readonly seed: number },
  shorter: readonly ShorterCell[] = [],
): number {
  return mayDependOnSteps(cell.setting)
    ? 0
    : Math.max(0, maximum(shorter.map((each) => reachedStep(ownSeedFolder(folder, each, seed)))));
}

/** The step at which the run ended, or that of its last checkpoint; not yet verified. */
export function reachedStep(folder: string): number {
  const summary = readSummary(folder);
  if (summary?.outcome === 'finished' || summary?.outcome === 'diverged') return summary.steps;
  return latestState(entriesIn(join(folder, FILES.unfinished)).map(({ name }) => name));
}

/** Whether the setting has a schedule: some stretch over all steps, so that a longer run differs from the start. Training knows for certain. */
export function mayDependOnSteps(setting: Setting): boolean {
  return JSON.stringify(setting).includes('"schedule"');
}

function identity(setting: Setting, backend: string): ShorterCell {
  const id = cellId(setting);
  return onBackend({ id, folder: folderName(setting, id), setting, axes: {}, labels: {} }, backend);
}

function withoutSteps({ steps: _, ...rest }: Setting): string {
  return canonicalJson(rest as unknown as Json);
}
