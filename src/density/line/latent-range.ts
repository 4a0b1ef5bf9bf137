/** The interval of one latent coordinate that densities are computed on. */
import type { LatentDistribution } from '../../core/gan/latents/_latent.js';

export interface LatentRange {
  readonly low: number;
  readonly high: number;
  /** Mass of the coordinate outside [low, high]. */
  readonly truncatedMass: number;
  /** The latent's unit of length. */
  readonly interquartileRange: number;
}

const NEGLIGIBLE_DENSITY = 1e-280; // below, a Gaussian's density loses digits, and its mass is 0
const MAX_INTERQUARTILE_RANGES = 1e4; // of [low, high] from the median: heavy tails never underflow

/**
 * The support where it is bounded; else out to where the density falls below `negligible`, by default so small that no tail of a
 * density ratio is missed.
 */
export function latentRange(
  { quantile, density, cdf }: LatentDistribution,
  negligible = NEGLIGIBLE_DENSITY,
): LatentRange {
  const centre = quantile(0.5);
  const unit = quantile(0.75) - quantile(0.25);
  const outward = (edge: number, inner: number): number => {
    if (Number.isFinite(edge)) return edge;
    let z = inner;
    for (;;) {
      const next = centre + (z - centre) * 1.02;
      if (density(next) < negligible || Math.abs(next - centre) > MAX_INTERQUARTILE_RANGES * unit) return z;
      z = next;
    }
  };
  const low = outward(quantile(0), quantile(1e-9));
  const high = outward(quantile(1), quantile(1 - 1e-9));
  return { low, high, truncatedMass: Math.max(0, cdf(low) + (1 - cdf(high))), interquartileRange: unit };
}

/**
 * `reach` interquartile ranges from the median, where only the density's logarithm does not underflow: a very narrow G reaches p's tails
 * from there.
 */
export function extendedLatentRange({ quantile, cdf }: LatentDistribution, reach: number): LatentRange {
  const [centre, unit] = [quantile(0.5), quantile(0.75) - quantile(0.25)];
  const low = Math.max(quantile(0), centre - reach * unit);
  const high = Math.min(quantile(1), centre + reach * unit);
  return { low, high, truncatedMass: cdf(low) + (1 - cdf(high)), interquartileRange: unit };
}
