/** The answers to a claim's questions, summarized over the seeds. */
import { maximum, minimum } from '../../core/math/long-lists.js';
import { median } from '../../core/math/statistics/statistics.js';
import type { ClaimResult } from './claims.js';

export interface QuestionSummary {
  /** As written: `end("js")`. */
  readonly question: string;
  /** Number of seeds with an answer. A diverged run answers with the metric's worst value. */
  readonly n: number;
  /** Over those seeds, in the metric's unit; null where there is none, or where the answers are words. */
  readonly median: number | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** Number of seeds by answer, where the answers are words. */
  readonly words: Readonly<Record<string, number>>;
}

export function summarizeQuestions({ questions, seeds }: ClaimResult): readonly QuestionSummary[] {
  return questions.map((question, i) => {
    const answers = seeds.flatMap(({ values }) => values[i] ?? []);
    const numbers = answers.filter((answer) => typeof answer === 'number');
    const words = answers.filter((answer) => typeof answer === 'string');
    return {
      question,
      n: answers.length,
      median: numbers.length ? median(numbers) : null,
      minimum: numbers.length ? minimum(numbers) : null,
      maximum: numbers.length ? maximum(numbers) : null,
      words: Object.fromEntries(
        [...new Set(words)].sort().map((word) => [word, words.filter((w) => w === word).length]),
      ),
    };
  });
}
