/** Noise of a histogram's cells. */
import { firstIndex } from '../core/math/first-index.js';
import type { Stream } from '../core/math/random/random.js';

/** Shares of `n` draws with these masses. */
export function multinomialShares(masses: Float64Array, n: number, stream: Stream): Float64Array {
  const cumulative = new Float64Array(masses.length);
  let sum = 0;
  for (let i = 0; i < masses.length; i++) {
    sum += masses[i];
    cumulative[i] = sum;
  }
  const out = new Float64Array(masses.length);
  for (let k = 0; k < n; k++) {
    const at = stream.uniform() * sum;
    out[firstIndex(masses.length - 1, (i) => cumulative[i] > at)] += 1 / n;
  }
  return out;
}
