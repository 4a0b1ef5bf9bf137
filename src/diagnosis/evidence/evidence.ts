/** What the test of a failure mode finds in a run. */

/**
 * A value that was measured, or a statistic of several, and the reference that it is compared with.
 *
 * @example
 * const evidence: Evidence = {
 *   ...{ metric: 'js', from: 3000, to: 3000, statistic: 'last', value: 0.32, reference: 0.131 },
 *   explanation: 'below this, the optimal D errs on more than 25 % of a balanced sample',
 * };
 */
export interface Evidence {
  /** A metric's column, or `outcome`. */
  readonly metric: string;
  /** Step of the first value that the statistic is taken over. */
  readonly from: number;
  /** Step of the last one. */
  readonly to: number;
  /** `reversals` counts how often the values turn back. */
  readonly statistic: 'last' | 'mean' | 'median' | 'largest' | 'reversals';
  /** In the metric's unit; the outcome is a word. */
  readonly value: number | string;
  /** The value at q = p, a theoretical value or a limit, in the same unit; null where there is none. */
  readonly reference: number | null;
  /** What the reference is; without one, what the value means. */
  readonly explanation: string;
}

export interface TestOutcome {
  /** Whether the failure mode applies to the run. */
  readonly applies: boolean;
  readonly evidence: readonly Evidence[];
}

/** The outcome of a failure mode's test, or what is missing for it. */
export type TestResult = TestOutcome | { readonly absent: string };
