/** What is known of a target's density. */
import type { Distribution } from '../core/gan/targets/_target.js';

export type KnownDensity = Distribution & Required<Pick<Distribution, 'logDensity'>>;

/** Whether the target's log density can be evaluated. */
export function hasDensity(target: Distribution): target is KnownDensity {
  return target.logDensity !== undefined;
}

/** Whether the data is known from samples alone: given ones, or the rows of a file. */
export function isSampled(target: Distribution): boolean {
  return target.unknown !== undefined || target.rows !== undefined;
}
