/**
 * What a judged claim means for a published one (decision 007). A scaled-down profile can reproduce the claim, but its "no" may be
 * due to the scaling: only the `full` profile, which is the paper's configuration, contradicts. A deterministic claim is not scaled,
 * so that every profile of it does.
 */
import type { ClaimResult } from './claims.js';

export type Reproduction = 'reproduced' | 'contradicted' | 'undecided';

/** The claim's sentence; where a scaled-down profile refutes it, with what that does not mean. */
export function reproductionSentence(result: ClaimResult): string {
  const scaled = result.verdict === 'refuted' && reproductionOf(result) === 'undecided';
  return `${result.sentence}${scaled ? ' Only the full profile, the paper’s configuration, can contradict the paper.' : ''}`;
}

export function reproductionOf({ interval, profile, verdict }: ClaimResult): Reproduction {
  if (verdict === 'supported') return 'reproduced';
  return verdict === 'refuted' && (interval === null || profile === 'full') ? 'contradicted' : 'undecided';
}
