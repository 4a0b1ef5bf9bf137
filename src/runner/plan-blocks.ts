/** What of an experiment is still to do, as blocks of work that keep every worker busy. */
import type { Experiment } from '../core/experiment/plan.js';
import type { Environment } from '../core/records.js';
import type { Block } from './block.js';
import { measureIdentity, scanRun } from './standing.js';

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
      const { standing } = scanRun({ folder, cell, seed, measure: experiment.measure, measured });
      if (standing === 'finished') finished += 1;
      else todo[standing === 'to measure' ? 'measure' : 'train'].push(seed);
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
