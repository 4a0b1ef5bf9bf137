/** Readings of how G's high-quality samples are shared among the modes. */
import type { Reading } from '../../../core/reading.js';
import type { Snapshot } from '../../snapshot.js';
import { type Assigned, highQualitySamples, type Quality } from './high-quality.js';

export interface Shares {
  /** Each mode's share of the high-quality samples, and of the target's mass. Both sum to one. */
  readonly q: readonly number[];
  readonly w: readonly number[];
}

/** Absent where no sample is of high quality: the shares of nothing are no numbers. */
export async function readShares(
  snapshot: Snapshot,
  quality: Quality,
  of: (shares: Shares) => number,
): Promise<Reading> {
  const shares = sharesOf(await highQualitySamples(snapshot, quality));
  return 'absent' in shares ? shares : { value: of(shares) };
}

export function sharesOf(assigned: Assigned | { readonly absent: string }): Shares | { readonly absent: string } {
  if ('absent' in assigned) return assigned;
  const { counts, total, weights } = assigned;
  if (total === 0) return { absent: 'no high-quality sample' };
  return { q: counts.map((samples) => samples / total), w: weights };
}

/** KL(a || b), with 0 log 0 = 0. */
export function discreteKl(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, share, k) => (share > 0 ? sum + share * Math.log(share / b[k]) : sum), 0);
}

/** The target's mass on modes that G has a high-quality sample of. */
export function coveredMass({ q, w }: Shares): number {
  return w.reduce((sum, weight, k) => (q[k] > 0 ? sum + weight : sum), 0);
}
