/** `helvetica clean`: removes from a results folder what nobody needs any more, after asking. */
import { createInterface } from 'node:readline/promises';
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

interface Pile {
  readonly folder: string;
  readonly litter: readonly StaleFile[];
}

export const cleanCommand = command<Arguments>({
  builder: (yargs) =>
    yargs
      .positional('dir', {
        describe: "an experiment's results, or the folder of several",
        type: 'string',
        demandOption: true,
      })
      .option('yes', { describe: 'remove without asking', type: 'boolean', alias: 'y' }),
  async handler({ dir, yes }) {
    const all = await surveyExperiments(dir);
    const piles = all.map(pileOf).filter(({ litter }) => litter.length > 0);
    for (const { folder, litter } of piles) print(litterText(folder, litter));
    if (piles.length === 0) printMessage('nothing to remove');
    else if (yes || (await isWanted(piles))) await removeAll(piles);
    else printMessage('nothing was removed');
    printNext(`status ${shellWords([dir])}`);
  },
});

function pileOf({ folder, survey }: SurveyedExperiment): Pile {
  return { folder, litter: findStaleFiles(folder, survey) };
}

const MOST_ROWS = 40;

function litterText(folder: string, litter: readonly StaleFile[]): string {
  const more = litter.length - MOST_ROWS;
  return [
    `${folder}: ${plural(litter.length, 'thing')} to remove`,
    ...litter.slice(0, MOST_ROWS).map(({ kind, path }) => `  ${kind.padEnd('stale lease'.length)}  ${path}`),
    ...(more > 0 ? [`  ... and ${more} more`] : []),
  ].join('\n');
}

async function isWanted(piles: readonly Pile[]): Promise<boolean> {
  if (!process.stdin.isTTY) throw usageError('clean asks before it removes anything, and nobody can answer: add --yes');
  const total = piles.reduce((sum, { litter }) => sum + litter.length, 0);
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await asking.question(`remove ${plural(total, 'thing')}? [y/N] `);
  asking.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function removeAll(piles: readonly Pile[]): Promise<void> {
  const alive: string[] = [];
  let removed = 0;
  for (const { folder, litter } of piles) {
    const left = await removeStaleFiles(folder, litter, {
      watching: (leases, seconds) =>
        printMessage(
          `watching ${plural(leases, 'lease')} of other machines for ${seconds} s, to see whether anybody is there`,
        ),
    });
    removed += litter.length - left.length;
    alive.push(...left.map(({ path }) => `${folder}/${path}`));
  }
  printMessage(`removed ${plural(removed, 'thing')}`);
  if (alive.length > 0) printMessage(`somebody works at ${alive.join(', ')}: left alone`);
}
