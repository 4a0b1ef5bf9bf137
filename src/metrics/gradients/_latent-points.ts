/** Points of z that an expectation over the latent is taken at, each with a weight; the weights sum to one. */
import { gaussLegendre } from '../../core/math/special/special.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { latentRange } from '../../density/line/latent-range.js';

export interface LatentPoints {
  readonly z: Float64Array;
  readonly weights: Float64Array;
  readonly says: string;
}

export const EXPECTED_NORM_NOTE =
  'Euclidean norm over all of G’s parameters, of the expectation over z: by quadrature where z is a number; elsewhere the ' +
  'mean over 2,048 draws, whose noise adds (trace of its covariance) / 2,048 to the squared norm.';

export const OWN_PROBABILITY_NOTE =
  'D is what D’s loss makes of its score. Absent where that is no probability (Wasserstein, relativistic, hinge, least squares).';

const POINTS = 2048;
const NODES = 16; // a panel
const NEGLIGIBLE = 1e-40; // density: a Gaussian is followed to 13.4 deviations, where D* may live

/** Quadrature where z is a number; POINTS draws otherwise. */
export function latentPoints({ latent, stream }: Pick<Snapshot, 'latent' | 'stream'>, purpose: string): LatentPoints {
  return latent.dim === 1 ? quadraturePoints(latent) : latentDraws({ latent, stream }, purpose);
}

export function latentDraws({ latent, stream }: Pick<Snapshot, 'latent' | 'stream'>, purpose: string): LatentPoints {
  const z = new Float64Array(POINTS * latent.dim);
  latent.sample(z, stream(`${purpose}/latent`));
  return { z, weights: new Float64Array(POINTS).fill(1 / POINTS), says: `mean over ${POINTS} draws of z` };
}

function quadraturePoints(latent: Snapshot['latent']): LatentPoints {
  const { low, high } = latentRange(latent, NEGLIGIBLE);
  const panels = POINTS / NODES;
  const width = (high - low) / panels;
  const rule = gaussLegendre(NODES);
  const z = new Float64Array(POINTS);
  const weights = new Float64Array(POINTS);
  for (let i = 0; i < POINTS; i++) {
    const node = i % NODES;
    z[i] = low + width * (Math.floor(i / NODES) + (1 + rule.nodes[node]) / 2);
    weights[i] = (width / 2) * rule.weights[node] * latent.density(z[i]);
  }
  return { z, weights, says: `quadrature over z, ${POINTS} points` };
}
