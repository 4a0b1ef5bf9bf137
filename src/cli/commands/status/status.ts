/** `helvetica status`: the progress and the workers of a sweep, from its results folder alone. */
import { dirname } from 'node:path';
import { command } from '../../command.js';
import { type SurveyedExperiment, surveyExperiments } from '../../survey-experiments.js';
import { print, printJson, printNext, shellWords } from '../../terminal/print.js';
import { statusJson, statusText } from './status-text.js';

interface Arguments {
  readonly dir: string;
  readonly json?: boolean | undefined;
}

export const statusCommand = command<Arguments>({
  builder: (yargs) =>
    yargs
      .positional('dir', {
        describe: 'results folder of an experiment, or a folder that holds several',
        type: 'string',
        demandOption: true,
      })
      .option('json', { describe: 'print the state of every run as JSON', type: 'boolean' }),
  async handler({ dir, json }) {
    const all = await surveyExperiments(dir);
    if (json) printJson(all.map(statusJson));
    else print(all.map(statusText).join('\n\n'));
    printNext(...nextCommands(all));
  },
});

function nextCommands(all: readonly SurveyedExperiment[]): readonly string[] {
  const open = all.find(({ survey: { runs } }) => runs.some(({ state }) => state !== 'done' && state !== 'running'));
  const dirty = all.find(({ survey: { unplanned } }) => unplanned.length > 0);
  return [
    ...(open ? [commandToContinue(open)] : [`report ${shellWords(all.map(({ folder }) => folder))}`]),
    ...(dirty ? [`clean ${shellWords([dirty.folder])}`] : []),
  ];
}

function commandToContinue({ folder, experiment: { file, profile } }: SurveyedExperiment): string {
  const results = dirname(folder);
  const elsewhere = results === 'results' ? [] : ['--results', results];
  return `run ${shellWords([file, ...(profile === null ? [] : ['--profile', profile]), ...elsewhere])}`;
}
