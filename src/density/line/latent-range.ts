/** The interval of one latent coordinate that densities are computed on. */
import type { LatentDistribution } from '../../core/gan/latents/_latent.js';

export interface LatentRange {
  readonly low: number;
  readonly high: number;
  /** Mass of one coordinate outside [low, high]. */
  readonly cut: number;
  /** The interquartile range: the latent's own unit of length. */
  readonly unit: number;
}

const NEGLIGIBLE = 1e-280; // density: a Gaussian's loses digits past it, and has no mass there
const FARTHEST = 1e4; // interquartile ranges: heavy tails never underflow

/**
 * The support where it is bounded; else out to where the density falls below `negligible`: as good as never, unless
 * given, so that no tail of a ratio is missed.
 */
export function latentRange({ quantile, density, cdf }: LatentDistribution, negligible = NEGLIGIBLE): LatentRange {
  const centre = quantile(0.5);
  const unit = quantile(0.75) - quantile(0.25);
  const outward = (edge: number, inner: number): number => {
    if (Number.isFinite(edge)) return edge;
    let z = inner;
    for (;;) {
      const next = centre + (z - centre) * 1.02;
      if (density(next) < negligible || Math.abs(next - centre) > FARTHEST * unit) return z;
      z = next;
    }
  };
  const low = outward(quantile(0), quantile(1e-9));
  const high = outward(quantile(1), quantile(1 - 1e-9));
  return { low, high, cut: Math.max(0, cdf(low) + (1 - cdf(high))), unit };
}

/** Far out, where only the logarithm of the density is a number: what a G that is very narrow reaches p's tails from. */
export function farRange({ quantile, cdf }: LatentDistribution): LatentRange {
  const [centre, unit] = [quantile(0.5), quantile(0.75) - quantile(0.25)];
  const low = Math.max(quantile(0), centre - FAR * unit);
  const high = Math.min(quantile(1), centre + FAR * unit);
  return { low, high, cut: cdf(low) + (1 - cdf(high)), unit };
}

const FAR = 1000; // interquartile ranges: a Gaussian's density is exp(-9e5) there
