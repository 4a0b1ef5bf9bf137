/** A failure mode: what can go wrong in a run, as a test of the run's record. */
import type { Member } from '../../core/gan/family.js';
import type { Options, PlainOptions } from '../../core/gan/options.js';
import type { TestResult } from '../evidence/evidence.js';
import type { RunTrace } from '../evidence/run-trace.js';

/**
 * A named diagnosis of a run with the test that detects it; `healthy` and `still-improving` are defined in the same way.
 *
 * @example
 * const collapse: FailureMode | undefined = failureModes.get('mode-collapse');
 * console.log(collapse?.description, collapse?.requires);
 */
export interface FailureMode extends Member {
  readonly kind: 'failure' | 'still-improving' | 'health';
  /** What a run to which it applies is said to have done, a clause without a full stop. */
  readonly summary: string;
  /** Metrics that the test needs: at least one of each row. */
  readonly requires: readonly (readonly string[])[];
  /** Names of the failure modes that are symptoms of this one: where both apply, this one is listed before them. */
  readonly precedes: readonly string[];
  /** Whether the test is made on diverged runs too, and not only on finished ones. */
  readonly appliesToDiverged?: boolean;
  test(trace: RunTrace, options: Record<string, unknown>): TestResult;
}

export function failureMode<O extends Options>(
  member: Omit<FailureMode, 'options' | 'test'> & {
    readonly options: O;
    test(trace: RunTrace, options: PlainOptions<O>): TestResult;
  },
): FailureMode {
  return member as unknown as FailureMode;
}
