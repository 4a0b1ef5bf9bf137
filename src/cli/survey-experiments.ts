/** The state of the experiments in a results folder: `status` shows it, `clean` acts on it. */
import type { Experiment } from '../records/experiment.js';
import { type Survey, survey } from '../runner/plan/survey.js';
import { planIn } from '../runner/store/runs/experiment-folder.js';
import { experimentFoldersIn } from './results-folders.js';
import { usageError } from './terminal/command-error.js';

/** An experiment, its results folder, and the state of its runs. */
export interface SurveyedExperiment {
  readonly folder: string;
  readonly experiment: Experiment;
  readonly survey: Survey;
}

/** The experiment in the folder, or those in its subfolders. Throws a usage error where there is no plan. */
export async function surveyExperiments(dir: string): Promise<readonly SurveyedExperiment[]> {
  return Promise.all(
    experimentFoldersIn(dir).map(async (folder) => {
      const experiment = await planIn(folder).catch((error: NodeJS.ErrnoException) => {
        throw error.code === undefined ? usageError(error.message) : error;
      });
      return { folder, experiment, survey: survey(experiment, folder) };
    }),
  );
}
