/** How an experiment is run, and what a sweep reports before it starts. */
import type { BackendName } from '../core/engine/program.js';
import type { SweepEvents } from './execute/sweep.js';
import type { MemoryPlan } from './plan/memory.js';
import type { Plan, Retry } from './plan/plan-blocks.js';
import type { Shard } from './plan/shard.js';
import type { LeaseWatch } from './store/locks/leases.js';

export interface PlannedSweep extends Plan {
  readonly folder: string;
  readonly workers: number;
  readonly backendDescription: string;
  /** The experiment file of the plan that this one replaces, where it was another one. */
  readonly previousFile: string | null;
  /** Of the most demanding setting that is still to be trained; null where none is. */
  readonly memory: MemoryPlan | null;
}

/** How `runExperiment` runs an experiment. */
export interface RunOptions {
  /** Folder of all results; the experiment's own folder is made in it, e.g. `results/ring`. */
  readonly results: string;
  /** What trains. Default `auto`: the best one that is installed. */
  readonly backend?: 'auto' | BackendName | undefined;
  /** Worker processes; 0 trains in this process. Default: the number of cores. */
  readonly workers?: number | undefined;
  /** Recorded with every run, in `environment.json`. Default: the command line of this process. */
  readonly command?: string | undefined;
  /** Outcomes of earlier runs to retry. Default: `error` and `interrupted`. */
  readonly retry?: readonly Retry[] | undefined;
  /** Failed runs after which the sweep stops. Default: no limit. */
  readonly maxFailures?: number | undefined;
  /** Steps between checkpoints, in addition to those by time. */
  readonly checkpointEvery?: number | undefined;
  /** Runs only this part of the plan. */
  readonly shard?: Shard | undefined;
  /** How many such processes share the sweep: cells are split so that there is work for all. Default 1. */
  readonly sharedBy?: number | undefined;
  /** Whether to wait for runs leased by other workers, in case these stop. Default true. */
  readonly waitForOthers?: boolean | undefined;
  /** Whether to verify every byte of finished runs before reusing them. Default: only sizes, dates and metric values. */
  readonly verify?: boolean | undefined;
  /** Stops the sweep: runs in progress write a checkpoint, and its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
  /** How leases of other processes are watched; a test replaces its clock. */
  readonly watch?: LeaseWatch | undefined;
  /** Called while the sweep runs. */
  readonly events?: Partial<SweepEvents> & {
    /** Damaged files of runs that had ended, whose runs are done again: paths found by `verify`, others with what is wrong. */
    damaged?(files: readonly string[]): void;
    /** What is to do, before any run starts. */
    planned?(plan: PlannedSweep): void;
    /** Another plan has replaced this one; called once. From now on results are read for the newer plan. */
    replaced?(message: string): void;
  };
}
