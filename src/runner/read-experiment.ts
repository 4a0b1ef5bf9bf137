/** An experiment's results with their derived values: what reports, claims and comparisons start from. */
import { join } from 'node:path';
import { failuresProblem } from '../experiment/plan/check-members.js';
import { withDerived } from '../inference/expressions/derive.js';
import type { Environment, ExperimentRecord, RunRecord } from '../records/run-record.js';
import { FILES } from './store/layout.js';
import { ownSeedFolder } from './store/own-runs.js';
import { readEnvironment } from './store/runs/environment.js';
import { planIn } from './store/runs/experiment-folder.js';
import { openRun, readHistory } from './store/runs/runs.js';

const MAX_RUNS_IN_MEMORY = 2000; // some 100 MB of histories

/**
 * Reads an experiment's results folder: its plan, the record of every run that has ended, and its derived values
 * (`derive` of the experiment file), which are computed here and not kept on disk.
 *
 * @param folder the experiment's own folder, e.g. `results/ring`, which holds `experiment.json`
 * @param maxRunsInMemory runs whose histories stay in memory; those of further runs are read again when they are needed
 * @returns runs in the order of the plan (cells, then seeds). A run that has not ended is missing; so is one that is damaged, of which `damaged` has a sentence.
 * @throws Error where the folder holds no plan or a damaged one, and where a derivation of the plan cannot be parsed
 * @example
 * const { runs } = await readExperiment('results/ring');
 * const steps = runs.filter(({ outcome }) => outcome === 'diverged').map((run) => run.steps);
 */
export async function readExperiment(folder: string, maxRunsInMemory = MAX_RUNS_IN_MEMORY): Promise<ExperimentRecord> {
  const experiment = await planIn(folder);
  const problem = failuresProblem(experiment, join(folder, FILES.experiment));
  if (problem !== null) throw new Error(problem);
  const derived = withDerived(experiment);
  const runs: RunRecord[] = [];
  const damaged: string[] = [];
  const environments = new Map<string, Environment>();
  for (const cell of experiment.cells) {
    for (const seed of experiment.seeds) {
      const at = ownSeedFolder(folder, cell, seed);
      const found = openRun(at, cell, seed);
      if (found && 'damaged' in found) damaged.push(found.damaged);
      if (!found || 'damaged' in found) continue;
      const { run: raw } = found;
      const run = derived(raw);
      const { history: _, ...bare } = raw;
      const reread = () => derived({ ...bare, history: readHistory(at) });
      runs.push(runs.length < maxRunsInMemory ? run : withWeakHistory(run, reread));
      const environment = readEnvironment(at);
      if (environment) environments.set(JSON.stringify(environment), environment);
    }
  }
  return { experiment, folder, runs, environments: [...environments.values()], damaged };
}

/** The run, whose history may be garbage-collected; then it is read again when it is needed. */
function withWeakHistory({ history, ...rest }: RunRecord, reread: () => RunRecord): RunRecord {
  let known = new WeakRef(history);
  return {
    ...rest,
    get history() {
      const there = known.deref();
      if (there) return there;
      const { history: read } = reread();
      known = new WeakRef(read);
      return read;
    },
  };
}
