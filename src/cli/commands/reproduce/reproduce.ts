/** `helvetica reproduce`: runs the papers' claims and compares each with what was published. */

import { reproductionText } from '../../claim-table.js';
import { command } from '../../command.js';
import { runArguments } from '../../options.js';
import { print, printJson, printNext } from '../../terminal/print.js';
import type { WatchOptions } from '../../watch-sweep.js';
import { closingText, type JudgedExperiment, judgedJson, nextCommand, reproductionExitCode } from './conclusion.js';
import { chooseClaims, PROFILES, type Profile, readRegistry } from './registry.js';

interface Arguments extends WatchOptions {
  readonly claims?: readonly string[] | undefined;
  readonly profile: Profile;
  readonly json?: boolean | undefined;
}

export const reproduceCommand = command<Arguments>({
  builder: (yargs) =>
    runArguments(yargs)
      .positional('claims', {
        describe: 'ids of claims, or names of their experiments (default: all)',
        type: 'string',
        array: true,
      })
      .option('profile', {
        describe: 'smoke takes seconds, scaled minutes; full is the configuration of the paper',
        choices: PROFILES,
        default: 'scaled' as const,
      }),
  async handler({ claims = [], profile, json, ...watched }) {
    const chosen = chooseClaims(await readRegistry(profile), claims);
    const [{ runAndWatch: runWatched }, { judgeAll }, { metrics }] = await Promise.all([
      import('../../watch-sweep.js'),
      import('../../../inference/claims/claims.js'),
      import('../../../metrics/catalog.js'),
    ]);
    const judged: JudgedExperiment[] = [];
    for (const { experiment, claims: wanted } of chosen) {
      const record = await runWatched(experiment, watched);
      const results = judgeAll(record, metrics).filter(({ claim }) => wanted.has(claim.id));
      judged.push({ record, results });
      if (!json) for (const result of results) print(`\n${reproductionText(result)}`);
    }
    if (json) printJson(judgedJson(judged));
    else print(`\n${closingText(judged, profile)}`);
    printNext(nextCommand(judged, profile));
    process.exitCode = reproductionExitCode(judged);
  },
});
