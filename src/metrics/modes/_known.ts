/** What the target alone says of mode metrics. */

import type { Distribution, Mode } from '../../core/gan/targets/_target.js';
import { erf } from '../../core/math/special/special.js';
import { hasDensity } from '../../density/known-density.js';
import { isGaussianMixture } from '../../density/plane/mixture-masses.js';
import type { Quality } from './_high-quality.js';

/**
 * The share of the target's own samples that are of high quality: that of a Gaussian within the radius, of a target whose
 * modes are Gaussians that keep out of each other's way. Null elsewhere.
 */
export function highQualityOf(target: Distribution, { rule, radius }: Quality): number | null {
  const { modes, dim } = target;
  if (!modes || !hasDensity(target) || !isGaussianMixture(target, modes) || !areApart(modes, radius)) return null;
  return rule === 'box' ? erf(radius * Math.SQRT1_2) ** dim : chiSquaredCdf(radius ** 2, dim);
}

const NEVER = 1e-9; // of a mode's own samples

/** Whether a mode's own samples come within the radius: in many dimensions the noise alone may be longer, always. */
export function isReached({ std }: Mode, { rule, radius }: Quality): boolean {
  const noisy = std.filter((deviation) => deviation > 0).length;
  if (noisy === 0) return true;
  return (rule === 'box' ? erf(radius * Math.SQRT1_2) ** noisy : chiSquaredCdf(radius ** 2, noisy)) > NEVER;
}

/** The target's mode weights, in the sum one; null where it has no modes. */
export function modeWeightsOf({ modes }: Distribution): readonly number[] | null {
  if (!modes?.length) return null;
  const all = modes.reduce((sum, { weight }) => sum + weight, 0);
  return modes.map(({ weight }) => weight / all);
}

const FAR = 6; // standard deviations: 2e-9 of a Gaussian is further off in a coordinate

/** Whether hardly a sample of one mode comes within the radius of another. */
function areApart(modes: readonly Mode[], radius: number): boolean {
  return modes.every((a, i) =>
    modes
      .slice(0, i)
      .every((b) => a.mean.some((m, k) => Math.abs(m - b.mean[k]) > (radius + FAR) * Math.max(a.std[k], b.std[k]))),
  );
}

/** P(chi-squared of d degrees of freedom < x): each two more take away (x / 2)^(d / 2) exp(-x / 2) / Gamma(d / 2 + 1). */
function chiSquaredCdf(x: number, d: number): number {
  let below = d % 2 ? erf(Math.sqrt(x / 2)) : 0;
  let term = d % 2 ? Math.exp(-x / 2) * Math.sqrt((2 * x) / Math.PI) : Math.exp(-x / 2);
  if (d % 2 === 0) below = 1 - term;
  for (let k = d % 2 ? 1 : 2; k < d; k += 2) {
    if (k > 1) term *= x / k;
    below -= term;
  }
  return below;
}
