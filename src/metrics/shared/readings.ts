/** Readings of a comparison of p and q, with the estimator behind them. */
import type { Reading } from '../../core/reading.js';
import type { Snapshot } from '../snapshot.js';
import { compare, describe } from './density/compare.js';
import type { Comparison } from './density/comparison.js';

export async function readComparison(snapshot: Snapshot, of: (comparison: Comparison) => number): Promise<Reading> {
  const compared = await compare(snapshot);
  return 'absent' in compared ? compared : { value: of(compared) };
}

/** Of a comparison without sampling noise; absent where there is some, and where `why` has a reason. */
export async function readExactComparison(
  snapshot: Snapshot,
  of: (comparison: Comparison) => number,
  why: (comparison: Comparison) => string | null = () => null,
): Promise<Reading> {
  const compared = await compare(snapshot);
  if ('absent' in compared) return compared;
  const absent = compared.samples === null ? why(compared) : 'q is known from samples only';
  return absent === null ? { value: of(compared) } : { absent };
}

export async function comparisonSays(snapshot: Snapshot): Promise<string> {
  const compared = await compare(snapshot);
  return 'absent' in compared ? compared.absent : describe(snapshot, compared);
}
