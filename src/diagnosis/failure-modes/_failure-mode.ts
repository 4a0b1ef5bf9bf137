/** A verdict: what a run can have died of, read off its record alone. */
import type { Member } from '../../core/gan/family.js';
import type { Options, Plain } from '../../core/gan/options.js';
import type { TestResult } from '../evidence/finding.js';
import type { RunTrace } from '../evidence/run-trace.js';

export interface FailureMode extends Member {
  readonly kind: 'failure' | 'still-improving' | 'health';
  /** What a person reads of a run of which it holds: "G collapsed: ...". */
  readonly means: string;
  /** Metrics that it can be told from: of each row at least one must be measured. */
  readonly needs: readonly (readonly string[])[];
  /** Verdicts that it accounts for where both hold: it comes before them. */
  readonly explains: readonly string[];
  /** Whether it can be told of a run that diverged; if not it is only asked of those that finished. */
  readonly ofDiverged?: boolean;
  judge(course: RunTrace, options: Record<string, unknown>): TestResult;
}

export function failureMode<O extends Options>(
  member: Omit<FailureMode, 'options' | 'judge'> & {
    readonly options: O;
    judge(course: RunTrace, options: Plain<O>): TestResult;
  },
): FailureMode {
  return member as unknown as FailureMode;
}
