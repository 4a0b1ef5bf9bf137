/**
 * What a judged claim says about a published one. A profile that scales the paper's configuration down can show that
 * the claim holds there, but its "no" may be the scaling's fault: only the `full` profile, which is the paper's own
 * configuration, contradicts. A deterministic claim has nothing to scale, so that any profile of it does.
 */
import type { ClaimResult } from './claims.js';

export type Reproduction = 'reproduced' | 'contradicted' | 'undecided';

export function reproductionOf({ claim, profile, verdict }: ClaimResult): Reproduction {
  if (verdict === 'supported') return 'reproduced';
  return verdict === 'refuted' && (claim.deterministic || profile === 'full') ? 'contradicted' : 'undecided';
}
