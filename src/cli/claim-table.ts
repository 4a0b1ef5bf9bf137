/** Claims for the terminal: one line a claim after a run, a paragraph a claim when a paper is reproduced. */

import { alignColumns } from '../core/text/align-columns.js';
import { plainInterval, sixDigits } from '../core/text/plain-numbers.js';
import type { ClaimResult } from '../inference/claims/claims.js';
import { type QuestionSummary, summarizeQuestions } from '../inference/claims/question-summary.js';
import { reproductionOf, reproductionSentence } from '../inference/claims/reproduction.js';

/** A row a claim: its verdict, how many seeds say yes, the interval on their share. */
export function claimTable(results: readonly ClaimResult[]): string {
  const rows = results.map(({ claim, verdict, yes, no, none, interval }) => [
    verdict,
    claim.id,
    interval === null ? '' : `${yes}/${yes + no} yes${none ? `, ${none} no evidence` : ''}`,
    interval ? plainInterval(interval, (share) => share.toFixed(2)) : '',
    claim.says,
  ]);
  return alignColumns([['verdict', 'claim', 'seeds', '95 %', 'says'], ...rows]);
}

/** What was published, what was measured, and what follows. */
export function reproductionText(result: ClaimResult): string {
  const { claim, profile } = result;
  const published = claim.published
    ? `${claim.published.value} (${claim.published.tag}: ${TAGS[claim.published.tag]})`
    : 'no number';
  const [first, ...rest] = summarizeQuestions(result).map(measuredText);
  return [
    `${reproductionOf(result)}  ${claim.id}  (${profile ?? 'as in the file'})`,
    ...alignColumns([
      ['', 'claim', claim.says],
      ['', 'source', claim.source],
      ['', 'published', published],
      ['', 'measured', first ?? ''],
      ...rest.map((text) => ['', '', text]),
      ['', 'judged', reproductionSentence(result)],
    ]).split('\n'),
  ].join('\n');
}

export const TAGS = {
  C: "in the authors' code or results",
  P: "in the paper's text",
  S: 'quoted by a secondary source',
  R: 'recomputed independently',
  M: 'from memory, unchecked',
} as const;

function measuredText({ question, n, median, minimum, maximum, words }: QuestionSummary): string {
  const counts = Object.entries(words).map(([word, times]) => `${word} ${times}/${n}`);
  if (counts.length > 0) return `${question}: ${counts.join(', ')}`;
  if (median === null || minimum === null || maximum === null) return `${question}: absent`;
  const range = minimum === maximum ? '' : ` ${plainInterval({ low: minimum, high: maximum }, sixDigits)}`;
  return `${question} = ${sixDigits(median)}${range}${n > 1 ? `, ${n} seeds` : ''}`;
}
