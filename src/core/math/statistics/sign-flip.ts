/** The paired sign-flip test: under the null hypothesis, the sign of each difference is as likely positive as negative. */
import { stream } from '../random/random.js';

export interface SignFlip {
  /** Two-sided. */
  readonly p: number;
  readonly pairs: number;
  /** All 2^pairs patterns of signs, or a seeded sample of them. */
  readonly by: 'all patterns' | { readonly patterns: number; readonly seed: number };
}

const MAX_EXACT_PAIRS = 16; // 65,536 patterns take a millisecond

/**
 * Tests that the mean of paired differences is 0: p = the share of sign patterns whose sum is as far from 0 as the observed one.
 * A sampled p counts the observed pattern too, (hits + 1) / (patterns + 1), so that it is never 0: Phipson and Smyth 2010,
 * doi:10.2202/1544-6115.1585. No pairs: p = 1. Throws where a difference is not finite.
 */
export function signFlip(differences: readonly number[], { patterns = 20_000, seed = 1 } = {}): SignFlip {
  const wrong = differences.find((difference) => !Number.isFinite(difference));
  if (wrong !== undefined) throw new RangeError(`sign-flip test: differences must be finite, got ${wrong}`);
  const sizes = differences.map(Math.abs);
  // Sums that are equal on paper differ in their last digits.
  const slack = 1e-12 * sizes.reduce((sum, size) => sum + size, 0);
  const observed = Math.abs(differences.reduce((sum, difference) => sum + difference, 0)) - slack;
  const pairs = sizes.length;
  if (pairs <= MAX_EXACT_PAIRS) return { p: countAll(sizes, observed) / 2 ** pairs, pairs, by: 'all patterns' };

  const signs = stream({ seed, purpose: 'sign-flip', step: 0 });
  let hits = 0;
  for (let pattern = 0; pattern < patterns; pattern++) {
    const sum = sizes.reduce((total, size) => total + (signs.uniform() < 0.5 ? size : -size), 0);
    if (Math.abs(sum) >= observed) hits++;
  }
  return { p: (hits + 1) / (patterns + 1), pairs, by: { patterns, seed } };
}

/** How many patterns of signs have a sum of at least `observed` in size. */
function countAll(sizes: readonly number[], observed: number, from = 0, sum = 0): number {
  if (from === sizes.length) return Math.abs(sum) >= observed ? 1 : 0;
  return (
    countAll(sizes, observed, from + 1, sum + sizes[from]) + countAll(sizes, observed, from + 1, sum - sizes[from])
  );
}
