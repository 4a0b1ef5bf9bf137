/** Ideal values and bounds of mode metrics, from the target alone. */

import type { Distribution, Mode } from '../../core/gan/targets/_target.js';
import { minimum } from '../../core/math/long-lists.js';
import { power } from '../../core/math/special/power.js';
import { chiSquaredCdf, erf } from '../../core/math/special/special.js';
import { hasDensity } from '../../density/known-density.js';
import { isGaussianMixture } from '../../density/plane/mixture-masses.js';
import { normalizedWeights, type Quality } from './_high-quality.js';

/**
 * The share of the target's own samples that are of high quality: the mass of a Gaussian within the radius. Null for
 * targets that are not mixtures of well separated Gaussians.
 */
export function idealHighQuality(target: Distribution, { rule, radius }: Quality): number | null {
  const { modes, dim } = target;
  if (!modes || !hasDensity(target) || !isGaussianMixture(target, modes) || !areSeparated(modes, radius)) return null;
  return rule === 'box' ? power(erf(radius * Math.SQRT1_2), dim) : chiSquaredCdf(radius ** 2, dim);
}

const MIN_SHARE_WITHIN_RADIUS = 1e-9; // of a mode’s own samples: below it none is ever within

/** Whether a mode's own samples come within the radius: in many dimensions their noise alone is longer. */
export function isReached({ std }: Mode, { rule, radius }: Quality): boolean {
  const noisy = std.filter((deviation) => deviation > 0).length;
  if (noisy === 0) return true;
  return (
    (rule === 'box' ? power(erf(radius * Math.SQRT1_2), noisy) : chiSquaredCdf(radius ** 2, noisy)) >
    MIN_SHARE_WITHIN_RADIUS
  );
}

/** The target's mode weights, scaled to sum to 1; null where it has no modes. */
export function modeWeightsOf({ modes }: Distribution): readonly number[] | null {
  return modes?.length ? normalizedWeights(modes) : null;
}

/** The bound of the KL divergences of mode shares: that of a G on the mode of least weight alone. */
export function klBound(target: Distribution): { readonly bound?: number } {
  const w = modeWeightsOf(target);
  return w ? { bound: -Math.log(minimum(w)) } : {};
}

const MIN_SEPARATION = 6; // standard deviations beyond the radius: 2e-9 of a Gaussian is farther away in a coordinate

/** Whether next to no sample of one mode is within the radius of another. */
function areSeparated(modes: readonly Mode[], radius: number): boolean {
  return modes.every((a, i) =>
    modes
      .slice(0, i)
      .every((b) =>
        a.mean.some((m, k) => Math.abs(m - b.mean[k]) > (radius + MIN_SEPARATION) * Math.max(a.std[k], b.std[k])),
      ),
  );
}
