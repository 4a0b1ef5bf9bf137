/** V(D*, G) from its definition. */
import type { Comparison } from './comparison.js';

/** E_p[log D*] + E_q[log(1 - D*)] with D* = p / (p + q) from the masses themselves; where q is singular, log(1 - 0) = 0. */
export function valueAtOptimum({ p, q }: Pick<Comparison, 'p' | 'q'>): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    if (p[i] > 0) sum += p[i] * Math.log(p[i] / (p[i] + q[i]));
    if (q[i] > 0) sum += q[i] * Math.log(q[i] / (p[i] + q[i]));
  }
  return sum;
}
