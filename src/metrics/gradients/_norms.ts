/** Norms of the players' gradients at the current parameters. */
import type { Loss } from '../../core/gan/losses/_loss.js';
import { euclideanNorm } from '../../core/math/geometry/distances.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import type { MetricValue } from '../../records/metric-value.js';
import { metricValue } from '../../records/metric-value.js';
import { onLogit } from '../_discriminator-score.js';
import { LATENT_POINTS, type LatentPoints, latentDraws, latentPoints } from './_latent-points.js';

/** Norm of the gradient of G's own loss, or of `other` as a function of D's probability; without regularizers. */
export function generatorGradientNorm(snapshot: Snapshot, other?: Loss): Promise<MetricValue> {
  return snapshot.share(`gradients/generator/${other?.name ?? 'own'}`, async () => {
    const loss = other && onLogit(snapshot, other);
    if (loss && 'absent' in loss) return loss;
    const { z, weights } = generatorPoints(snapshot, loss);
    const real = dataDraws(snapshot, weights.length);
    return norm(await snapshot.gradient('generator', { z, real, weights, ...(loss && { loss }) }));
  });
}

/**
 * The points of z for G's gradient. Draws for a relativistic loss: it pairs each z with a draw of the data, which
 * quadrature nodes would weight wrongly.
 */
export function generatorPoints(snapshot: Snapshot, loss = snapshot.losses.generator.loss): LatentPoints {
  if (!loss.relative) return latentPoints(snapshot, 'gradient');
  return { ...latentDraws(snapshot, 'gradient'), estimator: DRAWS_ESTIMATOR };
}

/** Norm of the gradient of D's loss, without regularizers: the mean over draws of z and of the data. */
export async function discriminatorGradientNorm(snapshot: Snapshot): Promise<MetricValue> {
  const z = new Float64Array(LATENT_POINTS * snapshot.latent.dim);
  snapshot.latent.sample(z, snapshot.stream('gradient/latent'));
  return norm(await snapshot.gradient('discriminator', { z, real: dataDraws(snapshot, LATENT_POINTS) }));
}

export const DRAWS_ESTIMATOR = `mean over ${LATENT_POINTS} draws of z and of the data`;

/** Rows of n draws of the data. */
export function dataDraws({ target, stream }: Snapshot, n: number): Float64Array {
  const real = new Float64Array(n * target.dim);
  target.sample(real, stream('gradient/real'));
  return real;
}

function norm(gradient: Float64Array): MetricValue {
  return metricValue(euclideanNorm(gradient), 'the gradient is not finite');
}
