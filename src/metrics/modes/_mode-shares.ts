/** The modes' shares of G's high-quality samples, and divergences between shares. */

import { bregmanTerm } from '../../core/math/special/bregman.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import type { MetricValue } from '../../records/metric-value.js';
import { highQualitySamples, type ModeAssignment, type Quality } from './_high-quality.js';

export interface ModeShares {
  /** Each mode's share of G's high-quality samples; they sum to 1. */
  readonly q: readonly number[];
  /** Each mode's share of the target's mass; they sum to 1. */
  readonly w: readonly number[];
}

/** A metric value from the shares; absent where no sample is of high quality: the shares would be 0 / 0. */
export async function valueOfShares(
  snapshot: Snapshot,
  quality: Quality,
  of: (shares: ModeShares) => number,
): Promise<MetricValue> {
  const shares = modeShares(await highQualitySamples(snapshot, quality));
  return 'absent' in shares ? shares : { value: of(shares) };
}

export function modeShares(
  assigned: ModeAssignment | { readonly absent: string },
): ModeShares | { readonly absent: string } {
  if ('absent' in assigned) return assigned;
  const { counts, total, weights } = assigned;
  if (total === 0) return { absent: 'no high-quality sample' };
  return { q: counts.map((samples) => samples / total), w: weights };
}

/**
 * KL(a || b) of shares that each sum to 1, with 0 log 0 = 0: a sum of terms that are never negative, also after
 * rounding.
 */
export function discreteKl(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, share, k) => sum + klTerm(share, b[k]), 0);
}

const MAX_RELATIVE_DIFFERENCE = 0.5; // beyond, a log(a / b) - a + b does not cancel, and (a - b) / b may round to -1

/** a log(a / b) - a + b: at least 0. With a = 0 it is b, also where a and b are subnormal. */
function klTerm(a: number, b: number): number {
  if (a === 0) return b;
  const t = (a - b) / b;
  return Math.abs(t) < MAX_RELATIVE_DIFFERENCE ? b * bregmanTerm(t) : a * (Math.log(a) - Math.log(b)) - a + b;
}

/** The target's mass on modes without a high-quality sample of G. */
export function missingMass({ q, w }: ModeShares): number {
  return w.reduce((sum, weight, k) => (q[k] > 0 ? sum : sum + weight), 0);
}

/** The target's mass on modes with a high-quality sample of G: 1 exactly where none is missing, and correct where nearly all are. */
export function coveredMass(shares: ModeShares): number {
  const missing = missingMass(shares);
  return missing < 0.5 ? 1 - missing : shares.w.reduce((sum, weight, k) => (shares.q[k] > 0 ? sum + weight : sum), 0);
}
