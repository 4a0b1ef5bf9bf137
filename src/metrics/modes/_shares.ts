/** Readings of how G's high-quality samples are shared among the modes. */

import type { Snapshot } from '../../core/snapshot/snapshot.js';
import type { MetricValue } from '../../records/metric-value.js';
import { type Assigned, highQualitySamples, type Quality } from './_high-quality.js';

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
): Promise<MetricValue> {
  const shares = sharesOf(await highQualitySamples(snapshot, quality));
  return 'absent' in shares ? shares : { value: of(shares) };
}

export function sharesOf(assigned: Assigned | { readonly absent: string }): Shares | { readonly absent: string } {
  if ('absent' in assigned) return assigned;
  const { counts, total, weights } = assigned;
  if (total === 0) return { absent: 'no high-quality sample' };
  return { q: counts.map((samples) => samples / total), w: weights };
}

/** KL(a || b) of shares that each sum to one, with 0 log 0 = 0: terms of which none is negative, also after rounding. */
export function discreteKl(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, share, k) => (share > 0 ? sum + b[k] * excess((share - b[k]) / b[k]) : sum + b[k]), 0);
}

const SMALL = 1e-4; // the series' next term is 1e-12 of the first

/** (1 + t) log(1 + t) - t, which cancels near 0. */
function excess(t: number): number {
  if (Math.abs(t) < SMALL) return t * t * (1 / 2 - t / 6 + (t * t) / 12);
  return (1 + t) * Math.log1p(t) - t;
}

/** The target's mass on modes that G has no high-quality sample of: 0 where there is none. */
export function missingMass({ q, w }: Shares): number {
  return w.reduce((sum, weight, k) => (q[k] > 0 ? sum : sum + weight), 0);
}
