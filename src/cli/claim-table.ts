/** Claims for the terminal: a row per claim after a run, a paragraph per claim in `reproduce`. */

import { alignColumns } from '../core/text/align-columns.js';
import { plainInterval, sixDigits } from '../core/text/plain-numbers.js';
import type { ClaimResult } from '../inference/claims/claims.js';
import { type QuestionSummary, summarizeQuestions } from '../inference/claims/question-summary.js';
import { reproductionOf, reproductionSentence } from '../inference/claims/reproduction.js';

/** A row per claim: its verdict, the seeds that support it, and a 95 % interval on their share. */
export function claimTable(results: readonly ClaimResult[]): string {
  const rows = results.map(({ claim, verdict, yes, no, none, interval }) => [
    verdict,
    claim.id,
    interval === null ? '' : `${yes}/${yes + no} yes${none ? `, ${none} without evidence` : ''}`,
    interval ? plainInterval(interval, (share) => share.toFixed(2)) : '',
    claim.says,
  ]);
  return alignColumns([['verdict', 'claim', 'seeds', '95 % interval', 'statement'], ...rows]);
}

/** What was published, what was measured, and the conclusion. */
export function reproductionText(result: ClaimResult): string {
  const { claim, profile } = result;
  const published = claim.published
    ? `${claim.published.value} (${claim.published.tag}: ${TAGS[claim.published.tag]})`
    : 'no number';
  const [first, ...rest] = summarizeQuestions(result).map(measuredText);
  return [
    `${reproductionOf(result)}  ${claim.id}  (${profile ?? 'no profile'})`,
    ...alignColumns([
      ['', 'claim', claim.says],
      ['', 'source', claim.source],
      ['', 'published', published],
      ['', 'measured', first ?? ''],
      ...rest.map((text) => ['', '', text]),
      ['', 'conclusion', reproductionSentence(result)],
    ]).split('\n'),
  ].join('\n');
}

export const TAGS = {
  C: "in the authors' code or results",
  P: "in the paper's text",
  S: 'quoted by a secondary source',
  R: 'recomputed independently',
  M: 'from memory, not checked',
} as const;

function measuredText({ question, n, median, minimum, maximum, words }: QuestionSummary): string {
  const counts = Object.entries(words).map(([word, times]) => `${word} in ${times} of ${n}`);
  if (counts.length > 0) return `${question}: ${counts.join(', ')}`;
  if (median === null || minimum === null || maximum === null) return `${question}: absent`;
  const range = minimum === maximum ? '' : ` ${plainInterval({ low: minimum, high: maximum }, sixDigits)}`;
  return `${question} = ${sixDigits(median)}${range}${n > 1 ? `, ${n} seeds` : ''}`;
}
