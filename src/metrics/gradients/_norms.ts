/** Norms of the players' gradients at the current parameters. */
import type { Loss } from '../../core/gan/losses/_loss.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import type { MetricValue } from '../../records/metric-value.js';
import { metricValue } from '../../records/metric-value.js';
import { onLogit } from '../_discriminator-score.js';
import { type LatentPoints, latentDraws, latentPoints } from './_latent-points.js';

/** Of G's loss, or of another loss on the same D, whose probability it reads; without regularizers. */
export function generatorGradientNorm(snapshot: Snapshot, other?: Loss): Promise<MetricValue> {
  return snapshot.share(`gradients/generator/${other?.name ?? 'own'}`, async () => {
    const loss = other && onLogit(snapshot, other);
    if (loss && 'absent' in loss) return loss;
    const { z, weights } = generatorPoints(snapshot, loss);
    const real = draws(snapshot, weights.length);
    return norm(await snapshot.gradient('generator', { z, real, weights, ...(loss && { loss }) }));
  });
}

/** Of a loss that judges scores against data's, draws: data that is drawn beside the nodes of a sum would weigh what these do. */
export function generatorPoints(snapshot: Snapshot, loss = snapshot.losses.generator.loss): LatentPoints {
  if (!loss.relative) return latentPoints(snapshot, 'gradient');
  return { ...latentDraws(snapshot, 'gradient'), says: DRAWS_SAY };
}

const POINTS = 2048;

/** Of D's loss, without regularizers: the mean over draws of z and of the data. */
export async function discriminatorGradientNorm(snapshot: Snapshot): Promise<MetricValue> {
  const z = new Float64Array(POINTS * snapshot.latent.dim);
  snapshot.latent.sample(z, snapshot.stream('gradient/latent'));
  return norm(await snapshot.gradient('discriminator', { z, real: draws(snapshot, POINTS) }));
}

export const DRAWS_SAY = `mean over ${POINTS} draws of z and of the data`;

export function draws({ target, stream }: Snapshot, n: number): Float64Array {
  const real = new Float64Array(n * target.dim);
  target.sample(real, stream('gradient/real'));
  return real;
}

function norm(gradient: Float64Array): MetricValue {
  return metricValue(Math.sqrt(gradient.reduce((sum, part) => sum + part * part, 0)), 'the gradient is not finite');
}
