/** Why an expression is refused, with what would be right. */

import { nearest } from '../../core/text/nearest.js';
import type { ExpressionProblem } from '../../experiment/resolve/claims.js';

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
