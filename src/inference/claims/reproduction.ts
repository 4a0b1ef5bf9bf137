/**
 * What a judged claim says about a published one. A profile that scales the paper's configuration down can show that
 * the claim holds there, but its "no" may be the scaling's fault: only the `full` profile, which is the paper's own
 * configuration, contradicts. A claim without randomness has nothing to scale, so that any profile of it does.
 */
import type { ClaimResult } from './claims.js';

export type Reproduction = 'reproduced' | 'contradicted' | 'undecided';

/** How it was judged; where that was against a paper, in a profile that cannot contradict it, that too. */
export function sentenceOnPaper(result: ClaimResult): string {
  const spared = result.verdict === 'refuted' && reproductionOf(result) === 'undecided';
  return `${result.sentence}${spared ? ' Only the full profile, the paper’s own configuration, can contradict it.' : ''}`;
}

export function reproductionOf({ interval, profile, verdict }: ClaimResult): Reproduction {
  if (verdict === 'supported') return 'reproduced';
  return verdict === 'refuted' && (interval === null || profile === 'full') ? 'contradicted' : 'undecided';
}
