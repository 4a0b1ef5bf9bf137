/** Why an expression is refused, with what would be right. */

import { nearest } from '../../core/text/nearest.js';

/** What is wrong with an expression, and the words that would be right. */
export interface ExpressionProblem {
  readonly message: string;
  readonly allowed: readonly string[];
  readonly didYouMean: string | null;
}

export class Refusal extends Error {
  constructor(readonly problem: ExpressionProblem) {
    super(problem.message);
  }
}

export function refuse(message: string): never {
  throw new Refusal({ message, allowed: [], didYouMean: null });
}

/** Refuses `word`, which is none of `allowed`. */
export function refuseWord(message: string, word: string, allowed: Iterable<string>): never {
  const words = [...allowed];
  throw new Refusal({ message, allowed: words, didYouMean: nearest(word, words) ?? null });
}
