/** What of an experiment is still to do, as blocks of work that keep every worker busy. */
import { createHash } from 'node:crypto';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Experiment, Measure, PlannedCell } from '../core/experiment/plan.js';
import type { Environment } from '../core/records.js';
import type { Block } from './block.js';
import { METRICS, measuredSteps } from './measuring.js';
import { FILES, seedFolder } from './store/layout.js';
import { readNpy } from './store/npy.js';
import { hasHistory, readSummary } from './store/runs.js';

export type Standing = 'finished' | 'to measure' | 'to train';

/** How far a run is: with a summary of this very measuring it is finished; kept parameters need no second training. */
export async function standing(
  experiment: Experiment,
  folder: string,
  cell: PlannedCell,
  seed: number,
): Promise<Standing> {
  const at = seedFolder(folder, cell, seed);
  const summary = await readSummary(at);
  if (!summary || summary.outcome === 'error' || summary.outcome === 'interrupted') return 'to train';
  if (!(await hasHistory(at))) return 'to train';
  if (summary.measured === measureIdentity(experiment.measure)) return 'finished';
  return (await keptAll(at, experiment.measure, cell, summary.steps)) ? 'to measure' : 'to train';
}

/** Whether the parameters of every step that the plan measures are on disk. */
async function keptAll(folder: string, measure: Measure, cell: PlannedCell, trained: number): Promise<boolean> {
  try {
    await access(join(folder, FILES.parameters));
    const kept = new Set((await readNpy(join(folder, FILES.parameterSteps))).data);
    const needed = measuredSteps(measure, cell.setting.steps).filter(
      (step) => step < trained || step === cell.setting.steps,
    );
    return needed.every((step) => kept.has(step) || (step >= trained && trained < cell.setting.steps));
  } catch {
    return false;
  }
}

export function measureIdentity(measure: Measure): string {
  return createHash('sha256')
    .update(JSON.stringify([METRICS, measure]))
    .digest('hex');
}

export interface Plan {
  readonly blocks: readonly Block[];
  readonly runs: number;
  readonly finished: number;
}

export async function planBlocks(
  experiment: Experiment,
  {
    folder,
    environment,
    workers,
  }: { readonly folder: string; readonly environment: Environment; readonly workers: number },
): Promise<Plan> {
  const measured = measureIdentity(experiment.measure);
  const common = { measure: experiment.measure, measured, folder, environment };
  const blocks: Block[] = [];
  let finished = 0;
  for (const cell of experiment.cells) {
    const todo: Record<Block['job'], number[]> = { train: [], measure: [] };
    for (const seed of experiment.seeds) {
      const state = await standing(experiment, folder, cell, seed);
      if (state === 'finished') finished += 1;
      else todo[state === 'to train' ? 'train' : 'measure'].push(seed);
    }
    for (const job of ['train', 'measure'] as const)
      for (const seeds of split(todo[job], experiment.cells.length < 4 * workers ? workers : 1))
        blocks.push({ ...common, cell, seeds, job });
  }
  return { blocks, finished, runs: experiment.cells.length * experiment.seeds.length };
}

/** Into at most `parts` pieces of nearly equal length, none of them empty. */
function split<T>(items: readonly T[], parts: number): T[][] {
  const count = Math.min(parts, items.length);
  return Array.from({ length: count }, (_, i) =>
    items.slice(Math.floor((i * items.length) / count), Math.floor(((i + 1) * items.length) / count)),
  );
}
