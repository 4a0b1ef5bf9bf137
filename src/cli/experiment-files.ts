/** What every command that reads experiment files has in common: its options, and how it reads them. */
import type { Argv } from 'yargs';
import { loadExperiments, refuseNamesakes } from '../experiment/load-all.js';
import type { Experiment } from '../records/experiment.js';
import { plannedFile } from '../runner/store/runs/experiments.js';
import { experimentFolder } from '../runner/store/runs/layout.js';
import { say } from './terminal/print.js';

export interface ExperimentArguments {
  files: readonly string[];
  profile?: string | undefined;
  set?: readonly string[] | undefined;
  steps?: number | undefined;
  seeds?: string | undefined;
  maxRuns?: number | undefined;
  /** Where the results are to go, for commands that have any: a folder of another file's is refused. */
  results?: string | undefined;
}

export function experimentArguments(yargs: Argv): Argv<ExperimentArguments> {
  const files = { describe: 'experiment files', type: 'string', array: true, demandOption: true } as const;
  return changeArguments(yargs.positional('files', files));
}

/** What can be changed of an experiment on the command line. */
export function changeArguments<T>(yargs: Argv<T>) {
  return yargs
    .option('profile', { describe: "lay one of the file's profiles over it", type: 'string', requiresArg: true })
    .option('set', {
      describe: 'override a value: --set optimizer.lr=0.01',
      type: 'string',
      array: true,
      nargs: 1,
      requiresArg: true,
    })
    .option('steps', { describe: "instead of the file's: --set steps=N", type: 'number', requiresArg: true })
    .option('seeds', { describe: "instead of the file's: 10, 1,4,7 or 3-8", type: 'string', requiresArg: true })
    .option('max-runs', { describe: 'allow more than 100,000 runs', type: 'number', requiresArg: true });
}

export const backendOption = {
  describe: 'what runs the steps',
  choices: ['auto', 'onnx', 'tfjs', 'tensorflow'] as const,
  default: 'auto' as const,
};

/** Throws `ExperimentProblems`. */
export async function readExperiments(args: ExperimentArguments): Promise<readonly Experiment[]> {
  const { files, profile, steps, seeds, maxRuns, results } = args;
  const set = [...(args.set ?? []), ...(steps === undefined ? [] : [`steps=${steps}`])];
  const experiments = await loadExperiments(files, { profile, set, seeds, maxRuns, notice: say });
  if (results !== undefined) await refuseNamesakes(experiments, (experiment) => holderOf(experiment, results));
  return experiments;
}

async function holderOf(experiment: Experiment, results: string) {
  const folder = experimentFolder(results, experiment);
  const file = await plannedFile(folder);
  return file === null ? null : { folder, file };
}
