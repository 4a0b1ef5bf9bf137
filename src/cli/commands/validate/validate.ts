/** `helvetica validate`: all problems of experiment files, with and without each of their profiles. */

import { append } from '../../../core/math/long-lists.js';
import { plural } from '../../../core/text/words.js';
import { ExperimentProblems, type Problem, sortedProblems } from '../../../experiment/read/problems.js';
import { profileNames } from '../../../experiment/read/profiles.js';
import type { Experiment } from '../../../records/experiment.js';
import { command } from '../../command.js';
import { readExperiments } from '../../experiment-files.js';
import { type ExperimentArguments, experimentArguments } from '../../options.js';
import { EXIT } from '../../terminal/command-error.js';
import { print, printJson, printNext } from '../../terminal/print.js';

interface Arguments extends ExperimentArguments {
  json?: boolean | undefined;
}

export const validateCommand = command<Arguments>({
  builder: (yargs) => experimentArguments(yargs).option('json', { describe: 'print JSON', type: 'boolean' }),
  async handler(args) {
    const problems: Problem[] = [];
    const collect = async (files: readonly string[], profile?: string) => {
      try {
        return await readExperiments({ ...args, files, profile });
      } catch (error) {
        if (!(error instanceof ExperimentProblems)) throw error;
        append(problems, error.problems);
        return [];
      }
    };
    const valid = [...(await collect(args.files, args.profile))];
    if (args.profile === undefined) {
      for (const file of args.files)
        for (const profile of await profileNames(file)) append(valid, await collect([file], profile));
    }
    if (args.json) printJson({ problems: sortedProblems(problems), experiments: valid.map(summary) });
    else if (problems.length > 0) throw new ExperimentProblems(sortedProblems(problems));
    else for (const experiment of valid) print(line(experiment));
    if (problems.length > 0) process.exitCode = EXIT.usage;
    else printNext(`plan ${args.files.join(' ')}`);
  },
});

function summary({ file, name, profile, cells, seeds, claims }: Experiment) {
  return { file, name, profile, settings: cells.length, seeds: seeds.length, claims: claims.length };
}

function line({ file, profile, cells, seeds, claims, measure }: Experiment): string {
  const counts = [
    `${plural(cells.length, 'setting')} x ${plural(seeds.length, 'seed')}`,
    plural(measure.metrics.length, 'metric'),
    plural(claims.length, 'claim'),
  ];
  return `${file}${profile === null ? '' : ` --profile ${profile}`}: valid: ${counts.join(', ')}`;
}
