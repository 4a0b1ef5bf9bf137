/** Whether D leads G where D* would. */
import { euclideanNorm } from '../../core/math/geometry/distances.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { significant } from '../../core/text/plain-numbers.js';
import { metricValue } from '../../records/metric-value.js';
import { metric } from '../metric.js';
import { generatorGradient } from './_norms.js';
import { optimalGradient } from './_optimal-gradient.js';

const MIN_GRADIENT_NORM = 1e-12; // rounding of terms of order one: less has no direction

export const gradientCosine = metric({
  name: 'gradient-cosine',
  description: 'Cosine of the angle between G’s gradient under D and under D*, of G’s own loss in G’s parameters.',
  paper: 'arXiv:1406.2661, proposition 2 (which takes D to be D*)',
  unit: '1',
  better: 'higher',
  range: [-1, 1],
  ideal: null,
  lines: [
    { at: 1, label: 'as D* leads G' },
    { at: 0, label: 'no use to G' },
  ],
  notes: [
    'Near 1 D leads G where D* would: if G then does not reach the data, it is not D that misleads it. At 0 or below, steps along ' +
      'the gradient do not reduce the loss that D* defines.',
    'Under D* the gradient is E_z[l’(s*(G(z))) s*’(G(z)) dG/dtheta], with s* the optimal score of D’s loss as a fixed function of x. ' +
      'Jumps of s*, which a piecewise linear G makes, are not counted. Both gradients are without regularizers.',
    'By quadrature over a latent of one dimension, with q = p_z / |G’|. Absent for other dimensions; where G folds the line, as ' +
      'the density of q has poles there; for relativistic and Wasserstein losses, which have no optimal score; and where a ' +
      'gradient is 0, as at q = p.',
    'A direction in G’s parameters, of plain gradient descent: an optimizer such as Adam scales its coordinates.',
  ],
  options: {},
  async compute(snapshot) {
    const both = await gradientsOf(snapshot);
    if ('absent' in both) return both;
    const { own, optimal } = both;
    const [length, optimalLength] = [euclideanNorm(own), euclideanNorm(optimal)];
    if (length < MIN_GRADIENT_NORM) return { absent: 'the gradient under D is 0: it has no direction' };
    const dot = own.reduce((sum, part, i) => sum + (part / length) * (optimal[i] / optimalLength), 0);
    // Rounding of equal directions.
    return metricValue(Math.max(-1, Math.min(1, dot)), 'the gradient is not finite');
  },
  async estimator(snapshot) {
    const both = await gradientsOf(snapshot);
    return 'absent' in both ? both.absent : both.estimator;
  },
});

async function gradientsOf(snapshot: Snapshot) {
  const optimal = await optimalGradient(snapshot);
  if ('absent' in optimal) return optimal;
  const own = await generatorGradient(snapshot);
  if ('absent' in own) return own;
  const error = significant(Math.max(optimal.error, MIN_STATED_ERROR), 1);
  const estimator = `quadrature over z; under D* ${optimal.points} points: relative error about ${error}`;
  return { own: own.gradient, optimal: optimal.gradient, estimator };
}

const MIN_STATED_ERROR = 1e-9; // of differences
