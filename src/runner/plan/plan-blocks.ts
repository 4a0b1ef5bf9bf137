/** What an experiment still needs, as blocks of work that keep every worker busy. */

import { join } from 'node:path';
import { append } from '../../core/math/long-lists.js';
import type { Experiment, PlannedCell } from '../../records/experiment.js';
import type { Environment } from '../../records/run-record.js';
import { measureIdentity } from '../measure/measure-identity.js';
import { FILES, seedFolder } from '../store/layout.js';
import type { Block } from './block.js';
import { type RunProgress, scanRun } from './run-progress.js';
import { inShard, type Shard } from './shard.js';
import { shorterCells, shorterResumeStep } from './shorter-cells.js';

/** Outcomes of a run that can be retried. */
export type Retry = 'error' | 'interrupted' | 'diverged';
export const DEFAULT_RETRY: readonly Retry[] = ['error', 'interrupted'];

export interface Plan {
  readonly blocks: readonly Block[];
  readonly runs: number;
  readonly finished: number;
  /** Runs of other shards. */
  readonly inOtherShards: number;
  /** Runs that failed or were interrupted, and whose outcome is not among those to retry. */
  readonly notRetried: number;
  /** Of the blocks' runs: how many resume from a checkpoint. */
  readonly resumed: number;
  /** How many continue from the end of a run of fewer steps. */
  readonly longer: number;
  /** How many have ended and restart at step 0: parameters that the plan measures were not kept. */
  readonly restarted: number;
  /** How many are trained already, and only measured again. */
  readonly remeasured: number;
  /** Cells with finished runs and nothing left to do. */
  readonly complete: readonly PlannedCell[];
  /** Paths to remove: results of diverged runs that are retried, and stale files beside finished ones. */
  readonly removed: readonly string[];
  /** What is damaged of runs that had ended and are done again, as sentences that begin with the file. */
  readonly damaged: readonly string[];
}

export interface PlanOptions {
  readonly folder: string;
  readonly environment: Environment;
  readonly workers: number;
  readonly retry: readonly Retry[];
  readonly checkpointEvery: number | null;
  readonly shard: Shard | null;
}

type Todo = Record<Block['job'], number[]>;

export async function planBlocks(experiment: Experiment, options: PlanOptions): Promise<Plan> {
  const { folder, environment, workers, retry, checkpointEvery, shard } = options;
  const { cells, seeds, measure } = experiment;
  const measured = measureIdentity(measure);
  const plan = {
    runs: cells.length * seeds.length,
    finished: 0,
    inOtherShards: 0,
    notRetried: 0,
    longer: 0,
    restarted: 0,
    remeasured: 0,
  };
  const isMine = shard ? inShard(shard, experiment) : () => true;
  const resumed = new Map<string, number>();
  const removed: string[] = [];
  const damaged: string[] = [];
  const complete: PlannedCell[] = [];
  const todo = new Map<PlannedCell, Todo>();
  for (const cell of cells) {
    const jobs: Todo = { train: [], measure: [] };
    const before = plan.finished;
    for (const seed of seeds) {
      if (!isMine(cell, seed)) {
        plan.inOtherShards += 1;
        continue;
      }
      const run = scanRun({ folder, cell, seed, measure, measured });
      const job = jobOf(run, retry);
      if (run.damage !== null) damaged.push(run.damage);
      if (job === 'finished' || job === 'notRetried') plan[job] += 1;
      else jobs[job].push(seed);
      if (job === 'train' && run.stage === 'to resume') resumed.set(`${cell.id}/${seed}`, run.step);
      if (job === 'measure') plan.remeasured += 1;
      if (job === 'train' && lacksParameters(run)) plan.restarted += 1;
      const at = seedFolder(folder, cell, seed);
      if (job === 'train' && run.summary?.outcome === 'diverged') removed.push(join(at, FILES.summary));
      if (job === 'finished' && (!run.lease || run.holderGone)) {
        const stale = run.lease ? [...run.staleFiles, FILES.lease] : run.staleFiles;
        append(
          removed,
          stale.map((name) => join(at, name)),
        );
      }
    }
    todo.set(cell, jobs);
    if (jobs.train.length + jobs.measure.length === 0 && plan.finished > before) complete.push(cell);
  }
  const beginning = cells.filter((cell) => todo.get(cell)!.train.length > 0);
  const shorter = await shorterCells(folder, { cells, wanted: beginning, backend: environment.backend });
  for (const cell of beginning)
    for (const seed of todo.get(cell)!.train) {
      const step = resumed.get(`${cell.id}/${seed}`) ?? 0;
      if (shorterResumeStep(folder, { cell, seed }, shorter.get(cell.id)) <= step) continue;
      plan.longer += 1;
      resumed.delete(`${cell.id}/${seed}`);
    }
  const parts = partsOfCell(cells.length, workers);
  const blocks = [...todo].flatMap(([cell, jobs]) =>
    (['train', 'measure'] as const).flatMap((job) =>
      split(jobs[job], parts).map((seeds): Block => {
        const common = { cell, seeds, measure, measured, folder, environment, job, checkpointEvery };
        return { ...common, shorter: shorter.get(cell.id) ?? [] };
      }),
    ),
  );
  return { ...plan, resumed: resumed.size, blocks, complete, removed, damaged };
}

/** Whether the run has ended, but did not keep the parameters of every step that the plan measures. */
export function lacksParameters({ stage, summary }: Pick<RunProgress, 'stage' | 'summary'>): boolean {
  return stage === 'to train' && (summary?.outcome === 'finished' || summary?.outcome === 'diverged');
}

function jobOf({ stage, summary }: RunProgress, retry: readonly Retry[]): Block['job'] | 'finished' | 'notRetried' {
  const outcome = summary?.outcome;
  if (outcome === 'diverged' && retry.includes('diverged')) return 'train';
  if (stage === 'finished') return 'finished';
  if (stage === 'to measure') return 'measure';
  if (outcome === 'error') return retry.includes('error') ? 'train' : 'notRetried';
  return stage === 'to resume' && !retry.includes('interrupted') ? 'notRetried' : 'train';
}

/** Into how many blocks the seeds of a cell are split, so that there is work for all workers. */
export function partsOfCell(cells: number, workers: number): number {
  return cells < 4 * workers ? workers : 1;
}

/** Into at most `parts` pieces of nearly equal length, none of them empty. */
function split<T>(items: readonly T[], parts: number): T[][] {
  const count = Math.min(parts, items.length);
  return Array.from({ length: count }, (_, i) =>
    items.slice(Math.floor((i * items.length) / count), Math.floor(((i + 1) * items.length) / count)),
  );
}
