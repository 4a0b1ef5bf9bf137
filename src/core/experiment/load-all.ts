/** Several experiment files at once: everything that is wrong with any of them, and no two of one name. */
import { type LoadOptions, loadExperiment } from './load.js';
import type { Experiment } from './plan.js';
import { ExperimentProblems, type Problem, problemAt } from './problems.js';

/** Throws `ExperimentProblems` with the problems of all files. */
export async function loadExperiments(
  files: readonly string[],
  options: Omit<LoadOptions, 'file'>,
): Promise<readonly Experiment[]> {
  const problems: Problem[] = [];
  const experiments: Experiment[] = [];
  for (const file of files) {
    try {
      const experiment = await loadExperiment({ ...options, file });
      const twin = experiments.find(({ name }) => name === experiment.name);
      if (twin) problems.push(sameName(experiment, twin));
      experiments.push(experiment);
    } catch (error) {
      if (!(error instanceof ExperimentProblems)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new ExperimentProblems(problems);
  return experiments;
}

function sameName({ file, name }: Experiment, twin: Experiment): Problem {
  const place = { file, line: null, column: null, path: 'name' };
  return problemAt(place, `"${name}" is the name of ${twin.file} too, and names its results`);
}
