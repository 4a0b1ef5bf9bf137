/** Experiment files, read with the changes that the command line asks for. */
import { loadExperiments, refuseDuplicateNames } from '../experiment/load-all.js';
import type { Experiment } from '../records/experiment.js';
import { experimentFolder } from '../runner/store/layout.js';
import { plannedFile } from '../runner/store/runs/experiment-folder.js';
import type { ExperimentArguments } from './options.js';
import { printMessage } from './terminal/print.js';

/** Throws `ExperimentProblems`. */
export async function readExperiments(args: ExperimentArguments): Promise<readonly Experiment[]> {
  const { files, profile, steps, seeds, maxRuns, extensions, results } = args;
  const set = [...(args.set ?? []), ...(steps === undefined ? [] : [`steps=${steps}`])];
  const experiments = await loadExperiments(files, { profile, set, seeds, maxRuns, extensions, notice: printMessage });
  if (results !== undefined) await refuseDuplicateNames(experiments, (experiment) => holderOf(experiment, results));
  return experiments;
}

async function holderOf(experiment: Experiment, results: string) {
  const folder = experimentFolder(results, experiment);
  const file = await plannedFile(folder);
  return file === null ? null : { folder, file };
}
