/** Whether data is known from samples of it and nothing else: given ones, or the rows of a file. */
import type { Distribution } from '../../core/gan/targets/_target.js';

export function isSampled(target: Distribution): boolean {
  return target.unknown !== undefined || target.rows !== undefined;
}
