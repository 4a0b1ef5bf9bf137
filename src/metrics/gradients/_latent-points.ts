/** Points and weights of an expectation over the latent. */
import { gaussLegendre } from '../../core/math/special/special.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { latentRange } from '../../density/line/latent-range.js';

export interface LatentPoints {
  /** Rows of the latent's dimension. */
  readonly z: Float64Array;
  /** One a point; they sum to one. */
  readonly weights: Float64Array;
  /** How the expectation is estimated. */
  readonly estimator: string;
}

export const EXPECTED_NORM_NOTE =
  'Euclidean norm over all of G’s parameters of the expectation over z: by quadrature if z has one dimension; ' +
  'otherwise the mean over 2,048 draws, whose noise adds tr(C) / 2,048 to the squared norm, with C the covariance ' +
  'of one draw’s gradient.';

export const OWN_PROBABILITY_NOTE =
  'D is the probability that D’s loss assigns to its score. Absent where it assigns none (Wasserstein, relativistic, ' +
  'hinge, least squares).';

export const LATENT_POINTS = 2048;
const NODES_PER_PANEL = 16;
const MIN_LATENT_DENSITY = 1e-40; // of a Gaussian at 13.4 standard deviations: D* may be far from 0 and 1 out there

/** Quadrature if z has one dimension, otherwise draws. */
export function latentPoints({ latent, stream }: Pick<Snapshot, 'latent' | 'stream'>, purpose: string): LatentPoints {
  return latent.dim === 1 ? quadraturePoints(latent) : latentDraws({ latent, stream }, purpose);
}

export function latentDraws({ latent, stream }: Pick<Snapshot, 'latent' | 'stream'>, purpose: string): LatentPoints {
  const z = new Float64Array(LATENT_POINTS * latent.dim);
  latent.sample(z, stream(`${purpose}/latent`));
  return {
    z,
    weights: new Float64Array(LATENT_POINTS).fill(1 / LATENT_POINTS),
    estimator: `mean over ${LATENT_POINTS} draws of z`,
  };
}

function quadraturePoints(latent: Snapshot['latent']): LatentPoints {
  const { low, high } = latentRange(latent, MIN_LATENT_DENSITY);
  const panels = LATENT_POINTS / NODES_PER_PANEL;
  const width = (high - low) / panels;
  const rule = gaussLegendre(NODES_PER_PANEL);
  const z = new Float64Array(LATENT_POINTS);
  const weights = new Float64Array(LATENT_POINTS);
  for (let i = 0; i < LATENT_POINTS; i++) {
    const node = i % NODES_PER_PANEL;
    z[i] = low + width * (Math.floor(i / NODES_PER_PANEL) + (1 + rule.nodes[node]) / 2);
    weights[i] = (width / 2) * rule.weights[node] * latent.density(z[i]);
  }
  return { z, weights, estimator: `quadrature over z, ${LATENT_POINTS} points` };
}
