/** Runs what an experiment still needs, on all cores, and reads all of its results. */

import { join } from 'node:path';
import { openBackend } from '../core/engine/backends/backends.js';
import type { BackendName } from '../core/engine/program.js';
import { loadedExtensions } from '../experiment/extensions/loaded-extensions.js';
import { trainingProblem } from '../experiment/plan/check-members.js';
import type { Experiment } from '../records/experiment.js';
import type { ExperimentRecord } from '../records/run-record.js';
import { environmentOf } from './environment.js';
import { forBackend, requireElementTypes, requirePlannedFor } from './for-backend.js';
import { ANY_MACHINE, planMemory } from './plan/memory.js';
import { DEFAULT_RETRY, type Plan, planBlocks } from './plan/plan-blocks.js';
import { readExperiment } from './read-experiment.js';
import type { RunOptions } from './run-options.js';
import { ownCommand, runSweep } from './run-sweep.js';
import { errorPath, storageError } from './store/bytes/storage-error.js';
import { FILES } from './store/layout.js';
import { makeExperimentFolder, planIn, writePlan } from './store/runs/experiment-folder.js';

/**
 * Runs what an experiment still needs, on all cores, and reads all of its results. Finished runs are reused, interrupted ones
 * resume from their last checkpoint, and a changed `measure` only measures again. Several calls, in several processes and on several
 * machines that share the disk, may run one experiment at once.
 *
 * @param given the experiment, as `loadExperiment` returns it
 * @param options `results` is needed, all others have defaults: see `RunOptions`
 * @returns the plan and the record of every run that has ended: see `readExperiment`. A run that diverged is a result; one that failed
 *   has the outcome `error` and its reason.
 * @throws the reason of `options.signal`, once it aborts and all checkpoints are written
 * @throws NotEnoughMemoryError where a setting needs more memory than the machine has
 * @throws StorageError where the results cannot be written: disk full, read-only, folder removed. Results already written are intact.
 * @throws TooManyFailuresError after `options.maxFailures` failed runs
 * @throws MissingBackendError where the backend is not installed, or does not support the `dtype` of a cell
 * @example
 * const experiment = await loadExperiment('ring.yaml');
 * const { runs } = await runExperiment(experiment, { results: 'results' });
 * const outcomes = runs.map(({ seed, outcome }) => `${seed} ${outcome}`);
 */
export async function runExperiment(given: Experiment, options: RunOptions): Promise<ExperimentRecord> {
  const opened = await openBackend(options.backend ?? 'auto');
  const { experiment, folder } = forBackend(given, opened, options.results);
  return withStorageErrors(folder, async () => {
    await runSweep(experiment, folder, opened, options);
    return readExperiment(folder);
  });
}

/**
 * Writes the plan for workers to join, and returns what is to do. Throws where `runExperiment` would before it trains on any machine:
 * of memory only for arrays that no library can index, since workers may have more memory than this machine.
 */
export async function prepareSweep(
  given: Experiment,
  options: Pick<RunOptions, 'results' | 'backend' | 'command'>,
): Promise<Plan & { readonly folder: string; readonly backend: BackendName }> {
  const opened = await openBackend(options.backend ?? 'auto');
  const { experiment, folder } = forBackend(given, opened, options.results);
  const environment = environmentOf(opened, options.command ?? ownCommand());
  const common = { folder, environment, workers: 1, retry: DEFAULT_RETRY, checkpointEvery: null, shard: null };
  return withStorageErrors(folder, async () => {
    const plan = await planBlocks(experiment, common);
    const cells = [...new Set(plan.blocks.map(({ cell }) => cell))];
    planMemory({ ...experiment, cells }, { workers: 1, together: () => 1 }, ANY_MACHINE);
    makeExperimentFolder(folder);
    await writePlan(folder, experiment);
    return { ...plan, folder, backend: opened.name };
  });
}

/** A plan on disk that this version cannot train: damaged, from another version, or forged. */
export class InvalidPlanError extends Error {
  override readonly name = 'InvalidPlanError';
}

/** Works with other processes on the sweep whose plan is in the folder, until nothing is left. The plan is not changed. */
export async function joinSweep(folder: string, options: Omit<RunOptions, 'results'>): Promise<void> {
  const opened = await openBackend(options.backend ?? 'auto');
  const experiment = await planIn(folder);
  const loaded = new Set(loadedExtensions().map(({ sha256 }) => sha256));
  const missing = (experiment.extensions ?? []).find(({ sha256 }) => !loaded.has(sha256));
  if (missing)
    throw new InvalidPlanError(
      `${join(folder, FILES.experiment)}: needs the code of ${missing.file} (sha256 ${missing.sha256}), which is not loaded`,
    );
  const problem = trainingProblem(experiment, join(folder, FILES.experiment));
  if (problem !== null) throw new InvalidPlanError(`${problem}: run the experiment file again`);
  requirePlannedFor(experiment, opened.name);
  requireElementTypes(experiment, opened);
  await withStorageErrors(folder, () => runSweep(experiment, folder, opened, { ...options, joins: true }));
}

async function withStorageErrors<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code } = (error ?? {}) as NodeJS.ErrnoException;
    throw storageError(folder, code, errorPath(error)) ?? error;
  }
}
