/** Draws of z for expectations over a latent of several dimensions. */
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import type { WeightedLatents } from './_latent-quadrature.js';

export const EXPECTED_NORM_NOTE =
  'Euclidean norm over all of G’s parameters of the expectation over z: by quadrature if z has one dimension, with panels ' +
  'halved until that changes the norm by less than 1e-10 of itself, or 1e-14; otherwise the mean over 2,048 draws, whose ' +
  'noise adds tr(C) / 2,048 to the squared norm, C the covariance of a gradient.';

export const OWN_PROBABILITY_NOTE =
  'D is the probability that D’s loss assigns to its score. Absent where it assigns none (Wasserstein, relativistic, ' +
  'hinge, least squares).';

export const LATENT_POINTS = 2048; // draws

export function latentDraws({ latent, stream }: Pick<Snapshot, 'latent' | 'stream'>, purpose: string): WeightedLatents {
  const z = new Float64Array(LATENT_POINTS * latent.dim);
  latent.sample(z, stream(`${purpose}/latent`));
  return { z, weights: new Float64Array(LATENT_POINTS).fill(1 / LATENT_POINTS) };
}
