/** Whether a series of readings rises: Mann's test of trend (Kendall's tau against time). doi:10.2307/1907187. */
import { normalCdf } from './special.js';

export interface Trend {
  /** Pairs that rise less pairs that fall, over time. */
  readonly s: number;
  /** Of an S as large or larger, if every order of the readings were equally likely. Ties count for neither. */
  readonly p: number;
}

const EXACT = 40; // readings; beyond, the normal approximation is within 1e-3

/** One-sided: small where the values rise. p is 1 for fewer than two values. */
export function risingTrend(values: readonly number[]): Trend {
  const n = values.length;
  let s = 0;
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) s += Math.sign(values[j] - values[i]) || 0;
  if (n < 2) return { s: 0, p: 1 };
  if (n <= EXACT) return { s, p: exactP(n, s) };
  const deviation = Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  return { s, p: 1 - normalCdf((s - 1) / deviation) }; // S moves in steps of 2
}

/** Of the n! orders, the share with n (n - 1) / 2 - 2 inversions >= s. */
function exactP(n: number, s: number): number {
  // shares[k]: of the orders of the first so many, those with k inversions.
  let shares = [1];
  for (let m = 2; m <= n; m++) {
    const next = new Array<number>(shares.length + m - 1).fill(0);
    for (const [k, share] of shares.entries()) for (let more = 0; more < m; more++) next[k + more] += share / m;
    shares = next;
  }
  const most = (n * (n - 1)) / 2;
  return shares.reduce((sum, share, inversions) => (most - 2 * inversions >= s ? sum + share : sum), 0);
}
