/** What a claim's questions came to over the seeds, for people and for machines. */
import { median } from '../../core/math/statistics/statistics.js';
import type { ClaimResult } from './claims.js';

export interface MeasuredQuestion {
  /** As written: `end("js")`. */
  readonly question: string;
  /** Seeds that have an answer. A diverged run answers with the metric's worst value. */
  readonly n: number;
  /** Over those seeds; null where there is none, or where the answers are words. */
  readonly median: number | null;
  readonly least: number | null;
  readonly greatest: number | null;
  /** How often each word was the answer, where the answers are words. */
  readonly words: Readonly<Record<string, number>>;
}

export function measuredOf({ questions, seeds }: ClaimResult): readonly MeasuredQuestion[] {
  return questions.map((question, i) => {
    const answers = seeds.flatMap(({ readings }) => readings[i] ?? []);
    const numbers = answers.filter((answer) => typeof answer === 'number');
    const words = answers.filter((answer) => typeof answer === 'string');
    return {
      question,
      n: answers.length,
      median: numbers.length ? median(numbers) : null,
      least: numbers.length ? Math.min(...numbers) : null,
      greatest: numbers.length ? Math.max(...numbers) : null,
      words: Object.fromEntries(
        [...new Set(words)].sort().map((word) => [word, words.filter((w) => w === word).length]),
      ),
    };
  });
}
