/** What a verdict finds in a run. */

/** A reading of the run, and what it is held against. */
export interface Evidence {
  /** A column, or `outcome`. */
  readonly reading: string;
  readonly step: number;
  readonly value: number | string;
  /** What the data itself would read, a theory's number, or the verdict's limit; null where the reading needs none. */
  readonly beside: number | null;
  /** What that number is, or what the reading means. */
  readonly says: string;
}

export interface Judged {
  readonly holds: boolean;
  readonly evidence: readonly Evidence[];
}

/** Whether it holds of a run, and on what evidence; or what is missing to tell. */
export type Judgement = Judged | { readonly absent: string };
