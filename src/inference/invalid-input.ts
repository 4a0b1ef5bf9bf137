/** An expression, or a request for a comparison, that is refused. */

import { nearest } from '../core/text/nearest.js';
import { type RenamedKind, renamedMessage } from '../records/renamed.js';

/** What is wrong with a word or an expression, and the words that are allowed there. */
export interface InputProblem {
  readonly message: string;
  readonly allowed: readonly string[];
  readonly didYouMean: string | null;
}

export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';

  constructor(readonly problem: InputProblem) {
    super(problem.message);
  }
}

/** Refuses `word` where it is a word of an earlier version that has another name now. */
export function refuseRenamed(kind: RenamedKind, word: string): void {
  const message = renamedMessage(kind, word);
  if (message !== undefined) refuse(message);
}

export function refuse(message: string): never {
  throw new InvalidInputError({ message, allowed: [], didYouMean: null });
}

/** Refuses `word`, which is not among `allowed`, and suggests the nearest of these. */
export function refuseWord(message: string, word: string, allowed: Iterable<string>): never {
  const words = [...allowed];
  throw new InvalidInputError({ message, allowed: words, didYouMean: nearest(word, words) ?? null });
}
