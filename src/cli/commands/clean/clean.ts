/** `helvetica clean`: removes stale files from a results folder, after asking. */

import { createInterface } from 'node:readline/promises';
import { append } from '../../../core/math/long-lists.js';
import { plural } from '../../../core/text/words.js';
import { findStaleFiles, removeStaleFiles, type StaleFile } from '../../../runner/plan/stale-files.js';
import { command } from '../../command.js';
import { type SurveyedExperiment, surveyExperiments } from '../../survey-experiments.js';
import { usageError } from '../../terminal/command-error.js';
import { print, printMessage, printNext, shellWords } from '../../terminal/print.js';

interface Arguments {
  readonly dir: string;
  readonly yes?: boolean | undefined;
}

interface StaleFolder {
  readonly folder: string;
  readonly files: readonly StaleFile[];
}

export const cleanCommand = command<Arguments>({
  builder: (yargs) =>
    yargs
      .positional('dir', {
        describe: 'results folder of an experiment, or a folder that holds several',
        type: 'string',
        demandOption: true,
      })
      .option('yes', { describe: 'remove without asking', type: 'boolean', alias: 'y' }),
  async handler({ dir, yes }) {
    const all = await surveyExperiments(dir);
    const stale = all.map(staleFilesOf).filter(({ files }) => files.length > 0);
    for (const { folder, files } of stale) print(staleText(folder, files));
    if (stale.length === 0) printMessage('nothing to remove');
    else if (yes || (await isWanted(stale))) await removeAll(stale);
    else printMessage('removed nothing');
    printNext(`status ${shellWords([dir])}`);
  },
});

function staleFilesOf({ folder, survey }: SurveyedExperiment): StaleFolder {
  return { folder, files: findStaleFiles(folder, survey) };
}

const MAX_ROWS = 40; // of the list
const MAX_KEPT_NAMED = 10; // files that are left where they are

function staleText(folder: string, files: readonly StaleFile[]): string {
  const more = files.length - MAX_ROWS;
  return [
    `${folder}: ${plural(files.length, 'item')} to remove`,
    ...files.slice(0, MAX_ROWS).map(({ kind, path }) => `  ${kind.padEnd('partial file'.length)}  ${path}`),
    ...(more > 0 ? [`  ... and ${more} more`] : []),
  ].join('\n');
}

async function isWanted(stale: readonly StaleFolder[]): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw usageError('clean asks for confirmation, which needs a terminal; pass --yes to remove without asking');
  const total = stale.reduce((sum, { files }) => sum + files.length, 0);
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await asking.question(`remove ${plural(total, 'item')}? [y/N] `);
  asking.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function removeAll(stale: readonly StaleFolder[]): Promise<void> {
  const alive: string[] = [];
  const kept: { readonly folder: string; readonly foreign: readonly string[] }[] = [];
  let removed = 0;
  for (const { folder, files } of stale) {
    const { alive: left, foreign } = await removeStaleFiles(folder, files, {
      watching: (leases, seconds) =>
        printMessage(
          `waiting ${seconds} s to see whether ${plural(leases, 'lease')} of other machines ${leases === 1 ? 'is' : 'are'} renewed`,
        ),
    });
    removed += files.length - left.length;
    if (foreign.length > 0) kept.push({ folder, foreign });
    append(
      alive,
      left.map(({ path }) => `${folder}/${path}`),
    );
  }
  printMessage(`removed ${plural(removed, 'item')}`);
  for (const { folder, foreign } of kept)
    printMessage(
      `kept ${plural(foreign.length, 'file')} in ${folder} that Helvetica did not write: ${foreign.slice(0, MAX_KEPT_NAMED).join(', ')}${foreign.length > MAX_KEPT_NAMED ? ', ...' : ''}`,
    );
  if (alive.length > 0) printMessage(`kept ${alive.join(', ')}: a worker renews the lease`);
}
