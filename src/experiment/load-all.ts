/** Loads several experiment files: reports all problems of all of them, and refuses two with the same name. */

import { realpath } from 'node:fs/promises';
import { extname } from 'node:path';
import { append } from '../core/math/long-lists.js';
import type { Experiment } from '../records/experiment.js';
import { type LoadOptions, loadExperiment } from './load.js';
import { readExtended } from './read/extends.js';
import { childOf } from './read/located.js';
import { ExperimentProblems, type Problem, problemAt } from './read/problems.js';
import { TEXT_EXTENSIONS } from './read/read-file.js';

/** Throws `ExperimentProblems` with the problems of all files. */
export async function loadExperiments(
  files: readonly string[],
  options: LoadOptions = {},
): Promise<readonly Experiment[]> {
  const problems: Problem[] = [];
  const experiments: Experiment[] = [];
  for (const file of files) {
    try {
      const experiment = await loadExperiment(file, options);
      const twin = experiments.find(({ name }) => name === experiment.name);
      if (twin) problems.push(sameName(experiment, twin));
      experiments.push(experiment);
    } catch (error) {
      if (!(error instanceof ExperimentProblems)) throw error;
      append(problems, error.problems);
    }
  }
  if (problems.length > 0) throw new ExperimentProblems(problems);
  return experiments;
}

/**
 * Refuses experiments whose results folder belongs to another file with the same name, which they would replace. `holder`
 * returns the file of the plan in that folder. A file that no longer exists, or has another name now, is ignored. Throws
 * `ExperimentProblems`.
 */
export async function refuseDuplicateNames(
  experiments: readonly Experiment[],
  holder: (experiment: Experiment) => Promise<{ readonly folder: string; readonly file: string } | null>,
): Promise<void> {
  const problems: Problem[] = [];
  for (const experiment of experiments) {
    const held = await holder(experiment);
    if (!held || !(await isNamesake(experiment, held.file))) continue;
    const position = { file: experiment.file, line: null, column: null, path: 'name' };
    const message = `duplicate name "${experiment.name}": ${held.folder} holds the results of ${held.file}; rename one of the two, or use another --results folder`;
    problems.push(problemAt(position, message));
  }
  if (problems.length > 0) throw new ExperimentProblems(problems);
}

async function isNamesake({ name, file }: Experiment, other: string): Promise<boolean> {
  const [here, there] = await Promise.all([file, other].map((path) => realpath(path).catch(() => null)));
  if (there === null || here === there) return false;
  if (!TEXT_EXTENSIONS.includes(extname(other))) return true; // a module named in results is never executed
  const { data } = await readExtended(other);
  const named = data && childOf(data, 'name');
  return named?.kind === 'scalar' && named.value === name;
}

function sameName({ file, name }: Experiment, twin: Experiment): Problem {
  const position = { file, line: null, column: null, path: 'name' };
  return problemAt(position, `duplicate name "${name}": also the name of ${twin.file}, and names its results`);
}
