/** What of an experiment is still to do, as blocks of work that keep every worker busy. */
import { join } from 'node:path';
import type { Experiment, PlannedCell } from '../../records/experiment.js';
import type { Environment } from '../../records/run-record.js';
import { measureIdentity } from '../measure/measure-identity.js';
import { FILES, seedFolder } from '../store/layout.js';
import type { Block } from './block.js';
import { type RunStanding, scanRun } from './run-progress.js';
import { inShard, type Shard } from './shard.js';
import { furthest, shorterCells } from './shorter-cells.js';

/** How a run may have ended that is then tried again. */
export type Retry = 'error' | 'interrupted' | 'diverged';
export const RETRIED: readonly Retry[] = ['error', 'interrupted'];

export interface Plan {
  readonly blocks: readonly Block[];
  readonly runs: number;
  readonly finished: number;
  /** Runs of other shards. */
  readonly elsewhere: number;
  /** Runs that failed or were cut off before, and are left so because nobody asked to try them again. */
  readonly left: number;
  /** Of the blocks' runs: how many go on from a checkpoint. */
  readonly resumed: number;
  /** How many begin where a run of fewer steps ended. */
  readonly longer: number;
  /** How many have ended, and begin again: the parameters of what the plan measures were not kept. */
  readonly anew: number;
  /** How many are trained already, and measured again. */
  readonly remeasured: number;
  /** Cells with finished runs of which nothing is to do. */
  readonly complete: readonly PlannedCell[];
  /** Paths: results of diverged runs that are to be trained again, and what was half-written beside finished ones. */
  readonly removed: readonly string[];
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
    elsewhere: 0,
    left: 0,
    longer: 0,
    anew: 0,
    remeasured: 0,
  };
  const isMine = shard ? inShard(shard, experiment) : () => true;
  const resumed = new Map<string, number>();
  const removed: string[] = [];
  const complete: PlannedCell[] = [];
  const todo = new Map<PlannedCell, Todo>();
  for (const cell of cells) {
    const jobs: Todo = { train: [], measure: [] };
    const before = plan.finished;
    for (const seed of seeds) {
      if (!isMine(cell, seed)) {
        plan.elsewhere += 1;
        continue;
      }
      const run = scanRun({ folder, cell, seed, measure, measured });
      const job = jobOf(run, retry);
      if (job === 'finished' || job === 'left') plan[job] += 1;
      else jobs[job].push(seed);
      if (job === 'train' && run.standing === 'to resume') resumed.set(`${cell.id}/${seed}`, run.step);
      if (job === 'measure') plan.remeasured += 1;
      if (job === 'train' && isLacking(run)) plan.anew += 1;
      const at = seedFolder(folder, cell, seed);
      if (job === 'train' && run.summary?.outcome === 'diverged') removed.push(join(at, FILES.summary));
      if (job === 'finished' && (!run.lease || run.gone)) {
        const litter = run.lease ? [...run.leftovers, FILES.lease] : run.leftovers;
        removed.push(...litter.map((name) => join(at, name)));
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
      if (furthest(folder, { cell, seed }, shorter.get(cell.id)) <= step) continue;
      plan.longer += 1;
      resumed.delete(`${cell.id}/${seed}`);
    }
  const parts = cells.length < 4 * workers ? workers : 1;
  const blocks = [...todo].flatMap(([cell, jobs]) =>
    (['train', 'measure'] as const).flatMap((job) =>
      split(jobs[job], parts).map((seeds): Block => {
        const common = { cell, seeds, measure, measured, folder, environment, job, checkpointEvery };
        return { ...common, shorter: shorter.get(cell.id) ?? [] };
      }),
    ),
  );
  return { ...plan, resumed: resumed.size, blocks, complete, removed };
}

/** Whether the run has ended, and did not keep the parameters of all that the plan measures. */
export function isLacking({ standing, summary }: Pick<RunStanding, 'standing' | 'summary'>): boolean {
  return standing === 'to train' && (summary?.outcome === 'finished' || summary?.outcome === 'diverged');
}

function jobOf({ standing, summary }: RunStanding, retry: readonly Retry[]): Block['job'] | 'finished' | 'left' {
  const outcome = summary?.outcome;
  if (outcome === 'diverged' && retry.includes('diverged')) return 'train';
  if (standing === 'finished') return 'finished';
  if (standing === 'to measure') return 'measure';
  if (outcome === 'error') return retry.includes('error') ? 'train' : 'left';
  return standing === 'to resume' && !retry.includes('interrupted') ? 'left' : 'train';
}

/** Into at most `parts` pieces of nearly equal length, none of them empty. */
function split<T>(items: readonly T[], parts: number): T[][] {
  const count = Math.min(parts, items.length);
  return Array.from({ length: count }, (_, i) =>
    items.slice(Math.floor((i * items.length) / count), Math.floor(((i + 1) * items.length) / count)),
  );
}
