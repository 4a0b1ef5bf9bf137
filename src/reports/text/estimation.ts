/** How a column's numbers were come by over several settings: estimators of one kind told as one, their numbers as ranges. */
import { groupBy } from '../../core/math/group-by.js';
import { digits, span } from '../../core/text/typeset-numbers.js';
import { estimatorKind, NUMBER_IN_ESTIMATOR } from '../../records/estimators.js';

export interface Way {
  /** The estimator: what comes before the first semicolon. */
  readonly says: string;
  readonly settings: number;
  /** What else is said of it, and in how many of these settings. */
  readonly particulars: readonly { readonly says: string; readonly settings: number }[];
}

/** One number of an estimator, as it is in all settings, or from the least to the greatest of them. */
export type Write = (of: { readonly low: number; readonly high: number }) => string;

const written: Write = ({ low, high }) => (low === high ? digits(low) : span(digits(low), digits(high)));

/** The most frequent first; settings of which nothing is known are null, and count nowhere. */
export function waysOf(said: readonly (string | null)[], write = written): readonly Way[] {
  const clauses = said.flatMap((one) => (one === null ? [] : [one.split('; ')]));
  const ways = [...groupBy(clauses, ([head]) => estimatorKind(head)).values()].map((alike) => {
    const further = groupBy(
      alike.flatMap(([, ...others]) => others),
      estimatorKind,
    );
    return {
      says: merged(
        alike.map(([head]) => head),
        write,
      ),
      settings: alike.length,
      particulars: [...further.values()].map((of) => ({ says: merged(of, write), settings: of.length })),
    };
  });
  return ways.sort((a, b) => b.settings - a.settings);
}

/** Of one kind: alike but for their numbers. */
function merged(alike: readonly string[], write: Write): string {
  const numbers = alike.map((says) => [...says.matchAll(NUMBER_IN_ESTIMATOR)].map(([number]) => Number(number)));
  let place = 0;
  return alike[0].replace(NUMBER_IN_ESTIMATOR, () => {
    const here = numbers.map((of) => of[place]);
    place++;
    return write({ low: Math.min(...here), high: Math.max(...here) });
  });
}

/** An estimator's words with sensible digits. */
export function digested(says: string): string {
  return says.replace(NUMBER_IN_ESTIMATOR, (number) => digits(Number(number)));
}
