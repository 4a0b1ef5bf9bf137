/** V(D, G) of the D that was trained. */
import { expectation, type Judged } from './_mean.js';

/** E_p[log D] + E_q[log(1 - D)]. */
export function gameValue({ p, q, score, probability }: Judged): number {
  return expectation(p, (i) => probability.log(score[i])) + expectation(q, (i) => probability.logComplement(score[i]));
}
