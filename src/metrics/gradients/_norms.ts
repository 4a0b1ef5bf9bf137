/** Norms of the players' gradients at the current parameters. */
import type { Loss } from '../../core/gan/losses/_loss.js';
import { euclideanNorm } from '../../core/math/geometry/distances.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { significant } from '../../core/text/plain-numbers.js';
import { type MetricValue, metricValue } from '../../records/metric-value.js';
import { onLogit } from '../_discriminator-score.js';
import { LATENT_POINTS, latentDraws } from './_latent-points.js';
import { latentExpectation, latentPanels, type WeightedLatents } from './_latent-quadrature.js';

/** Norm of the gradient of G's own loss, or of `other` as a function of D's probability; without regularizers. */
export async function generatorGradientNorm(snapshot: Snapshot, other?: Loss): Promise<MetricValue> {
  const found = await generatorGradient(snapshot, other);
  return 'absent' in found ? found : norm(found.gradient);
}

/** How it was estimated. */
export async function generatorGradientEstimator(snapshot: Snapshot, other?: Loss): Promise<string> {
  const found = await generatorGradient(snapshot, other);
  return 'absent' in found ? found.absent : found.estimator;
}

export interface GeneratorGradient {
  readonly gradient: Float64Array;
  readonly estimator: string;
}

/**
 * By quadrature over a latent of one dimension. By draws for a relativistic loss: it pairs each z with a draw of the data, which
 * quadrature nodes would weight wrongly.
 */
export function generatorGradient(
  snapshot: Snapshot,
  other?: Loss,
): Promise<GeneratorGradient | { readonly absent: string }> {
  return snapshot.share(`gradients/generator/${other?.name ?? 'own'}`, async () => {
    const loss = other && onLogit(snapshot, other);
    if (loss && 'absent' in loss) return loss;
    const { relative } = loss ?? snapshot.losses.generator.loss;
    const sumOver = ({ z, weights }: WeightedLatents) =>
      snapshot.gradient('generator', {
        z,
        real: dataDraws(snapshot, weights.length),
        weights,
        ...(loss && { loss }),
      });
    if (relative || snapshot.latent.dim > 1) {
      const gradient = await sumOver(latentDraws(snapshot, 'gradient'));
      return { gradient, estimator: relative ? DRAWS_ESTIMATOR : `mean over ${LATENT_POINTS} draws of z` };
    }
    const panels = await snapshot.share('gradients/panels', () => latentPanels(snapshot));
    const { value, error, points } = await latentExpectation(snapshot, panels, sumOver);
    return { gradient: value, estimator: `quadrature over z, ${points} points: relative error ${errorText(error)}` };
  });
}

const MIN_STATED_ERROR = 1e-15; // rounding

const errorText = (error: number) =>
  Number.isNaN(error)
    ? 'unknown, as gradients are not numbers'
    : `about ${significant(Math.max(error, MIN_STATED_ERROR), 1)}`;

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
