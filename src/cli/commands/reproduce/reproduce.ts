/** `helvetica reproduce`: the papers' claims, run and judged beside what was published. */

import { command } from '../../command.js';
import { print, printJson, sayNext } from '../../terminal/print.js';
import { runArguments } from '../run/run.js';
import type { Watched } from '../run/watch-run.js';
import { reproductionText } from './claim-table.js';
import { closingText, exitCodeOf, type Judged, judgedJson, nextCommand } from './conclusion.js';
import { chooseClaims, PROFILES, type Profile, readRegistry } from './registry.js';

interface Arguments extends Watched {
  readonly claims?: readonly string[] | undefined;
  readonly profile: Profile;
  readonly json?: boolean | undefined;
}

export const reproduce = command<Arguments>({
  builder: (yargs) =>
    runArguments(yargs)
      .positional('claims', {
        describe: 'claims or their experiments; all if none is named',
        type: 'string',
        array: true,
      })
      .option('profile', {
        describe: 'smoke takes seconds, scaled minutes, full is the configuration of the paper',
        choices: PROFILES,
        default: 'scaled' as const,
      }),
  async handler({ claims = [], profile, json, ...watched }) {
    const chosen = chooseClaims(await readRegistry(profile), claims);
    const [{ runWatched }, { judgeAll }, { metrics }] = await Promise.all([
      import('../run/watch-run.js'),
      import('../../../inference/claims/claims.js'),
      import('../../../metrics/catalog.js'),
    ]);
    const judged: Judged[] = [];
    for (const { experiment, claims: wanted } of chosen) {
      const record = await runWatched(experiment, watched);
      const results = judgeAll(record, metrics).filter(({ claim }) => wanted.has(claim.id));
      judged.push({ record, results });
      if (!json) for (const result of results) print(`\n${reproductionText(result)}`);
    }
    if (json) printJson(judgedJson(judged));
    else print(`\n${closingText(judged, profile)}`);
    sayNext(nextCommand(judged, profile));
    process.exitCode = exitCodeOf(judged);
  },
});
