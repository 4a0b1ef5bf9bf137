/** Gaussian modes that a batch holds in equal shares. */
import { equalModes } from '../gaussian-mixture.js';
import { stratified } from './_sample-sets.js';
import type { Distribution } from './_target.js';

/** The distribution of `equalModes`, but row k of a training batch comes from mode k modulo the number of modes. */
export function stratifiedModes(means: readonly (readonly number[])[], std: number): Distribution {
  return stratified(
    means.map((mean) => equalModes([mean], std)),
    equalModes(means, std),
  );
}
