/** The batch beside which players with batch norm are evaluated. */

import type { Parts } from '../gan/build.js';
import { stream } from '../math/random/random.js';

// Batch norm is evaluated together with a fixed reference batch of so many rows: its means have a standard error of 1 / sqrt(512),
// 4 % of a deviation. Decision 050.
export const REFERENCE_ROWS = 512;

/** Whether a player has batch norm. */
export function isNormalized({ networks: { generator, discriminator } }: Parts): boolean {
  return generator.batchwise === 'normalized' || discriminator.batchwise === 'normalized';
}

/** The reference batch: noise for G; for D half as many rows of data, to which as many samples of G are added. The same in every run. */
export function referenceDraws({ latent, target }: Parts): { readonly z: Float64Array; readonly real: Float64Array } {
  const z = new Float64Array(REFERENCE_ROWS * latent.dim);
  latent.sample(z, stream({ seed: 0, purpose: 'reference/latent', step: 0 }));
  const real = new Float64Array((REFERENCE_ROWS / 2) * target.dim);
  target.sample(real, stream({ seed: 0, purpose: 'reference/real', step: 0 }));
  return { z, real };
}
