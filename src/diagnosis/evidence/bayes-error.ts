/** How often the best possible D would be wrong about a balanced sample: the measure of "q is p" that needs no scale. */
import { type ScalarOption, scalar } from '../../core/gan/options.js';
import type { Absent, RunTrace, Series } from './run-trace.js';

export const fooledOption = (): ScalarOption =>
  scalar({
    description: 'share of a balanced sample on which even the best D would be wrong: 1/2 where q = p',
    default: 0.25,
    above: 0,
    below: 0.5,
  });

interface Apart {
  readonly series: Series & { readonly metric: string };
  /** From here on the best D may be wrong less often. */
  readonly limit: number;
  readonly says: string;
}

/** js, whose bias is taken off where it is estimated from samples; else total-variation, where it is no estimate. */
export function apartness(course: RunTrace, fooled: number): Apart | Absent {
  const found = course.first(['js', 'total-variation']);
  if ('absent' in found) return found;
  if (found.metric === 'total-variation' && isSampled(course))
    return { absent: 'total-variation is estimated from samples here, with a bias: js would tell' };
  const limit = found.metric === 'js' ? leastJs(fooled) : 1 - 2 * fooled;
  const says = `below this even the best D is wrong on more than ${Number((100 * fooled).toPrecision(3))} % of a balanced sample`;
  return { series: found, limit, says };
}

/** Whether p and q are known from samples only: G's density is computed from a latent of as many dimensions, on a line or in the plane. */
function isSampled({ target, setting: { latent, target: named } }: RunTrace): boolean {
  // Histograms are what they are; a file that has gone was samples.
  if (!target) return named !== undefined;
  return target.dim > 2 || latent?.dim !== target.dim || !target.logDensity;
}

/** Below this js the best D is wrong on more than that share: ln 2 less the entropy of its errors (Lin 1991). */
export function leastJs(fooled: number): number {
  return Math.LN2 - entropy(fooled);
}

/** Of a coin, in nats. */
function entropy(chance: number): number {
  return -chance * Math.log(chance) - (1 - chance) * Math.log1p(-chance);
}
