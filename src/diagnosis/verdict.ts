/** A verdict: what a run can have died of, read off its record alone. */
import type { Member } from '../core/family.js';
import type { Options, Plain } from '../core/options.js';
import type { Course } from './course.js';

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

export interface Verdict extends Member {
  readonly kind: 'failure' | 'unfinished' | 'health';
  /** What a person reads of a run of which it holds: "G collapsed: ...". */
  readonly means: string;
  /** Metrics that it can be told from: of each row at least one must be measured. */
  readonly needs: readonly (readonly string[])[];
  /** Verdicts that it accounts for where both hold: it comes before them. */
  readonly explains: readonly string[];
  /** Whether it can be told of a run that diverged; if not it is only asked of those that finished. */
  readonly ofDiverged?: boolean;
  judge(course: Course, options: Record<string, unknown>): Judgement;
}

export function verdict<O extends Options>(
  member: Omit<Verdict, 'options' | 'judge'> & {
    readonly options: O;
    judge(course: Course, options: Plain<O>): Judgement;
  },
): Verdict {
  return member as unknown as Verdict;
}
