/** Cells of a folder that are planned ones but for fewer steps: raising `steps` goes on where they ended. */
import { existsSync, readdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Json, Setting } from '../../core/gan/setting.js';
import type { PlannedCell } from '../../records/experiment.js';
import { canonicalJson, cellId, folderName, onBackend } from '../../records/identity.js';
import { readJsonNow } from '../store/bytes/json.js';
import { FILES, seedFolder } from '../store/layout.js';
import { latestState } from '../store/runs/checkpoints.js';
import { readSummary } from '../store/runs/summary.js';
import type { ShorterCell } from './block.js';

/** By the id of the cell that wants them: those that are shorter, the longest first. Cells of the plan itself are not looked at. */
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
  const names = (await readdir(join(folder, 'cells')).catch(() => [])).filter((name) => !planned.has(name));
  const others = new Map<string, { readonly steps: number; readonly cell: ShorterCell }[]>();
  for (const name of names) {
    const setting = readJsonNow<Setting>(join(folder, 'cells', name, FILES.setting));
    const id = setting && identity(setting, backend);
    // A folder of another name is another backend's or another engine's: its bits are others.
    if (!setting || id?.folder !== name) continue;
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

/** The furthest step that a run of any of these has reached, as far as what lies there tells; 0 where there is none to go on from. */
export function shorterResumeStep(
  folder: string,
  { cell, seed }: { readonly cell: Pick<PlannedCell, 'setting'>; readonly seed: number },
  shorter: readonly ShorterCell[] = [],
): number {
  return mayDependOnSteps(cell.setting)
    ? 0
    : Math.max(0, ...shorter.map((each) => reachedStep(seedFolder(folder, each, seed))));
}

/** The step at which the run ended, or of its last checkpoint; not yet verified. */
export function reachedStep(folder: string): number {
  const summary = readSummary(folder);
  if (summary?.outcome === 'finished' || summary?.outcome === 'diverged') return summary.steps;
  return latestState(existsSync(join(folder, FILES.unfinished)) ? readdirSync(join(folder, FILES.unfinished)) : []);
}

/** Whether the setting has a schedule, some of which stretch over its steps: whoever trains knows for certain. */
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
