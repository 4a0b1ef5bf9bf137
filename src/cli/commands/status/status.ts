/** `helvetica status`: how far a sweep is, and who works at it, from its results folder alone. */
import { dirname } from 'node:path';
import { command } from '../../command.js';
import { type Surveyed, surveyAll } from '../../surveyed.js';
import { print, printJson, sayNext, shellWords } from '../../terminal/print.js';
import { statusJson, statusText } from './status-text.js';

interface Arguments {
  readonly dir: string;
  readonly json?: boolean | undefined;
}

export const status = command<Arguments>({
  builder: (yargs) =>
    yargs
      .positional('dir', {
        describe: "an experiment's results, or the folder of several",
        type: 'string',
        demandOption: true,
      })
      .option('json', { describe: 'every run, for machines', type: 'boolean' }),
  async handler({ dir, json }) {
    const all = await surveyAll(dir);
    if (json) printJson(all.map(statusJson));
    else print(all.map(statusText).join('\n\n'));
    sayNext(...nextCommands(all));
  },
});

function nextCommands(all: readonly Surveyed[]): readonly string[] {
  const open = all.find(({ survey: { runs } }) => runs.some(({ state }) => state !== 'done' && state !== 'running'));
  const dirty = all.find(({ survey: { outsiders } }) => outsiders.length > 0);
  return [
    ...(open ? [runCommand(open)] : [`report ${shellWords(all.map(({ folder }) => folder))}`]),
    ...(dirty ? [`clean ${shellWords([dirty.folder])}`] : []),
  ];
}

function runCommand({ folder, experiment: { file, profile } }: Surveyed): string {
  const results = dirname(folder);
  const elsewhere = results === 'results' ? [] : ['--results', results];
  return `run ${shellWords([file, ...(profile === null ? [] : ['--profile', profile]), ...elsewhere])}`;
}
