/** The conclusion of `reproduce`: closing line, next command, exit code, JSON. */

import { plural } from '../../../core/text/words.js';
import { claimJson } from '../../../inference/claims/claim-json.js';
import type { ClaimResult } from '../../../inference/claims/claims.js';
import { type Reproduction, reproductionOf } from '../../../inference/claims/reproduction.js';
import type { ExperimentRecord } from '../../../records/run-record.js';
import { EXIT } from '../../terminal/command-error.js';
import { shellWords } from '../../terminal/print.js';

/** An experiment with the results of its claims. */
export interface JudgedExperiment {
  readonly record: ExperimentRecord;
  readonly results: readonly ClaimResult[];
}

export function closingText(judged: readonly JudgedExperiment[], profile: string): string {
  const verdicts = verdictsOf(judged);
  const counts = (['reproduced', 'contradicted', 'undecided'] as const).map(
    (verdict) => `${verdicts.filter((each) => each === verdict).length} ${verdict}`,
  );
  return `${plural(verdicts.length, 'claim')} (${profile}): ${counts.join(', ')}`;
}

/** The next command, without the word `helvetica`: a larger profile may decide what is undecided. */
export function nextCommand(judged: readonly JudgedExperiment[], profile: string): string {
  if (profile !== 'full' && verdictsOf(judged).includes('undecided')) {
    const open = judged.flatMap(({ results }) => results.filter((result) => reproductionOf(result) === 'undecided'));
    const larger = profile === 'smoke' ? 'scaled' : 'full';
    return `reproduce ${open.map(({ claim }) => claim.id).join(' ')} --profile ${larger}`;
  }
  return `report ${shellWords(judged.map(({ record }) => record.folder))}`;
}

/** A contradiction outweighs failed runs, which are no evidence. */
export function reproductionExitCode(judged: readonly JudgedExperiment[]): number {
  if (verdictsOf(judged).includes('contradicted')) return EXIT.contradicted;
  const failed = judged.some(({ record }) => record.runs.some(({ outcome }) => outcome === 'error'));
  return failed ? EXIT.runsFailed : EXIT.done;
}

export function judgedJson(judged: readonly JudgedExperiment[]) {
  return judged.flatMap(({ record, results }) =>
    results.map((result) => ({
      reproduction: reproductionOf(result),
      experiment: record.experiment.name,
      folder: record.folder,
      ...claimJson(result),
    })),
  );
}

function verdictsOf(judged: readonly JudgedExperiment[]): readonly Reproduction[] {
  return judged.flatMap(({ results }) => results.map(reproductionOf));
}
