/** What a verdict finds in a run. */

/** A reading of the run, or what several come to, and what it is held against. */
export interface Evidence {
  /** A column, or `outcome`. */
  readonly reading: string;
  /** The steps of the first and the last reading that it is taken of. */
  readonly from: number;
  readonly to: number;
  /** What of these readings the value is; `reversals`: how often they turn back. */
  readonly statistic: 'last' | 'mean' | 'median' | 'largest' | 'reversals';
  readonly value: number | string;
  /** What the data itself would read, a theory's number, or the verdict's limit; null where the reading needs none. */
  readonly beside: number | null;
  /** What that number is, or what the reading means. */
  readonly says: string;
}

export interface TestOutcome {
  readonly holds: boolean;
  readonly evidence: readonly Evidence[];
}

/** Whether it holds of a run, and on what evidence; or what is missing to tell. */
export type TestResult = TestOutcome | { readonly absent: string };
