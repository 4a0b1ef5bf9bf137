/** How a column's numbers were estimated over several settings: estimators of one kind are listed once, their numbers as ranges. */

import { groupBy } from '../../core/collections/group-by.js';
import { maximum, minimum } from '../../core/math/long-lists.js';
import { digits, span } from '../../core/text/typeset-numbers.js';
import { estimatorKind, NUMBER_IN_ESTIMATOR } from '../../records/estimators.js';

export interface EstimatorGroup {
  /** The estimator: the text before the first semicolon. */
  readonly text: string;
  /** How many settings use it. */
  readonly settings: number;
  /** The texts after the first semicolon, and how many of these settings have each. */
  readonly details: readonly { readonly text: string; readonly settings: number }[];
}

/** Formats a number of an estimator's text: from its smallest to its largest value over the settings. */
export type FormatNumbers = (of: { readonly low: number; readonly high: number }) => string;

const typesetRange: FormatNumbers = ({ low, high }) => (low === high ? digits(low) : span(digits(low), digits(high)));

/** `texts` has one entry per setting; null, where the estimator is not known, is not counted. The most frequent first. */
export function groupEstimators(texts: readonly (string | null)[], format = typesetRange): readonly EstimatorGroup[] {
  const clauses = texts.flatMap((text) => (text === null ? [] : [text.split('; ')]));
  const groups = [...groupBy(clauses, ([head]) => estimatorKind(head)).values()].map((members) => {
    const details = groupBy(
      members.flatMap(([, ...tail]) => tail),
      estimatorKind,
    );
    return {
      text: mergeNumbers(
        members.map(([head]) => head),
        format,
      ),
      settings: members.length,
      details: [...details.values()].map((of) => ({ text: mergeNumbers(of, format), settings: of.length })),
    };
  });
  return groups.sort((a, b) => b.settings - a.settings);
}

/** The texts are equal except for their numbers. */
function mergeNumbers(texts: readonly string[], format: FormatNumbers): string {
  const numbers = texts.map((text) => [...text.matchAll(NUMBER_IN_ESTIMATOR)].map(([number]) => Number(number)));
  let index = 0;
  return texts[0].replace(NUMBER_IN_ESTIMATOR, () => {
    const values = numbers.map((of) => of[index]);
    index++;
    return format({ low: minimum(values), high: maximum(values) });
  });
}

/** An estimator's text with its numbers to three significant digits, and with signs of multiplication. */
export function typesetNumbers(text: string): string {
  return withTimesSigns(text.replace(NUMBER_IN_ESTIMATOR, (number) => digits(Number(number))));
}

/** `372 x 372` as `372 × 372`. */
export function withTimesSigns(text: string): string {
  return text.replace(/(?<=\d) x (?=\d)/g, ' × ');
}
