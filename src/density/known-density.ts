/** Targets whose density is known. */
import type { Distribution } from '../core/gan/targets/_target.js';

export type KnownDensity = Distribution & Required<Pick<Distribution, 'logDensity'>>;

export function hasDensity(target: Distribution): target is KnownDensity {
  return target.logDensity !== undefined;
}
