/** `helvetica reproduce`: the papers' claims, run and judged beside what was published. */
import type { Argv } from 'yargs';
import type { ExperimentRecord } from '../core/records.js';
import { claimJson } from '../diagnosis/claim-json.js';
import type { ClaimResult } from '../diagnosis/claims.js';
import { reproductionOf } from '../diagnosis/reproduction.js';
import { reproductionText } from './claim-table.js';
import { command } from './command.js';
import { EXIT } from './failure.js';
import { chooseClaims, PROFILES, type Profile, readRegistry } from './registry.js';
import { runArguments } from './run.js';
import type { Watched } from './running.js';

interface Arguments extends Watched {
  readonly claims?: readonly string[] | undefined;
  readonly profile: Profile;
  readonly json?: boolean | undefined;
}

export const reproduce = command<Arguments>({
  builder: (yargs: Argv) =>
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
    const [{ runWatched }, { judgeAll }, { metrics }] = await Promise.all([
      import('./running.js'),
      import('../diagnosis/claims.js'),
      import('../metrics/catalog.js'),
    ]);
    const judged: Judged[] = [];
    for (const { experiment, claims: wanted } of chooseClaims(await readRegistry(profile), claims)) {
      const record = await runWatched(experiment, watched);
      const found = judgeAll(record, metrics).filter(({ claim }) => wanted.has(claim.id));
      judged.push({ record, results: found });
      if (!json) for (const result of found) console.log(`${reproductionText(result)}\n`);
    }
    console.log(json ? JSON.stringify(judged.flatMap(toJson), null, 2) : summary(judged, profile));
    process.exitCode = exitCode(judged);
  },
});

interface Judged {
  readonly record: ExperimentRecord;
  readonly results: readonly ClaimResult[];
}

function summary(judged: readonly Judged[], profile: Profile): string {
  const verdicts = judged.flatMap(({ results }) => results.map(reproductionOf));
  const counts = (['reproduced', 'contradicted', 'undecided'] as const).map(
    (verdict) => `${verdicts.filter((each) => each === verdict).length} ${verdict}`,
  );
  const next = [`helvetica report ${judged.map(({ record }) => record.folder).join(' ')}`];
  if (profile !== 'full' && verdicts.includes('undecided')) next.push('helvetica reproduce --profile full');
  return `${verdicts.length} claims (${profile}): ${counts.join(', ')}\nnext    ${next.join('  |  ')}`;
}

/** A contradiction is the news; runs that failed are no evidence, and are why a claim may be undecided. */
function exitCode(judged: readonly Judged[]): number {
  if (judged.some(({ results }) => results.some((result) => reproductionOf(result) === 'contradicted')))
    return EXIT.contradicted;
  const failed = judged.some(({ record }) => record.runs.some(({ outcome }) => outcome === 'error'));
  return failed ? EXIT.runsFailed : EXIT.done;
}

function toJson({ record, results }: Judged) {
  return results.map((result) => ({
    reproduction: reproductionOf(result),
    experiment: record.experiment.name,
    ...claimJson(result),
  }));
}
