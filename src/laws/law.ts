/**
 * Laws: what every member of a family must keep. The tests run them on Helvetica's own members, `helvetica check` on those of an
 * extension.
 */
import { plainNumber } from '../core/text/plain-numbers.js';

export interface Law<M> {
  /** What a member that keeps it does: a clause that follows the member's name. */
  readonly name: string;
  /** Whether it concerns the member; absent: it concerns all. */
  readonly concerns?: (member: M) => boolean;
  /** Throws `BrokenLawError` where the member does not keep it. */
  readonly check: (member: M) => void | Promise<void>;
}

/** Where a member breaks a law: the first input, what it gave there, and what it should have given. */
export class BrokenLawError extends Error {
  override readonly name = 'BrokenLawError';
}

/** Breaks the law unless `kept`. */
export function must(kept: boolean, sentence: string): void {
  if (!kept) throw new BrokenLawError(sentence);
}

/** `at s = 3: the slope of real is 0.5, above 0`. A value that is not a number breaks the law too. */
export function mustBeAtMost(value: number, bound: number, what: string): void {
  must(
    value <= bound,
    `${what} is ${shortNumber(value)}, ${Number.isNaN(value) ? 'not a number' : `above ${shortNumber(bound)}`}`,
  );
}

export function mustBeAtLeast(value: number, bound: number, what: string): void {
  must(
    value >= bound,
    `${what} is ${shortNumber(value)}, ${Number.isNaN(value) ? 'not a number' : `below ${shortNumber(bound)}`}`,
  );
}

/** Of a difference, a distance or another value that must be small. */
export function mustBeNear(
  value: number,
  expected: number,
  { within, what }: { readonly within: number; readonly what: string },
): void {
  must(
    value === expected || Math.abs(value - expected) <= within,
    `${what} is ${shortNumber(value)}, not ${shortNumber(expected)} within ${shortNumber(within)}`,
  );
}

/** The largest difference of two lists, relative to values above 1: the position where it is. */
export function mustAgree(
  given: readonly number[],
  expected: readonly number[],
  { within, what }: { readonly within: number; what(i: number): string },
): void {
  must(given.length === expected.length, `${what(0)} is one of ${given.length} numbers, not of ${expected.length}`);
  for (const [i, value] of given.entries()) {
    const bound = within * Math.max(1, Math.abs(expected[i]!));
    mustBeNear(value, expected[i]!, { within: bound, what: what(i) });
  }
}

/** A number in a sentence. */
export function shortNumber(value: number): string {
  return Number.isFinite(value)
    ? plainNumber(value)
    : Number.isNaN(value)
      ? 'not a number'
      : value > 0
        ? 'infinite'
        : '-infinite';
}
