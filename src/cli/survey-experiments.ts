/** The experiments of a results folder, looked over: what `status` shows and `clean` cleans. */
import type { Experiment } from '../records/experiment.js';
import { type Survey, survey } from '../runner/plan/survey.js';
import { planIn } from '../runner/store/runs/experiment-folder.js';
import { experimentFoldersIn } from './results-folders.js';
import { usageError } from './terminal/command-error.js';

/** An experiment's folder and what lies in it. */
export interface SurveyedExperiment {
  readonly folder: string;
  readonly experiment: Experiment;
  readonly survey: Survey;
}

/** The experiment of the folder, or those of the folders in it. */
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
