/** Tail index of G's gradient at single draws of z. */
import { z } from 'zod';
import type { Loss } from '../../core/gan/losses/_loss.js';
import { minimax } from '../../core/gan/losses/minimax.js';
import { nonSaturating } from '../../core/gan/losses/non-saturating.js';
import { count, scalar } from '../../core/gan/options.js';
import { euclideanNorm } from '../../core/math/geometry/distances.js';
import { hillIndex } from '../../core/math/statistics/hill.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { metricValue } from '../../records/metric-value.js';
import { onLogit } from '../_discriminator-score.js';
import { metric } from '../metric.js';
import { dataDraws } from './_norms.js';

const losses = { own: undefined, minimax, 'non-saturating': nonSaturating };

export const gradientTail = metric({
  name: 'gradient-tail',
  description:
    'Hill estimate of the tail index of G’s gradient norm over single draws of z: P(norm > x) decays as x^-index.',
  paper: 'arXiv:1701.04862, theorem 2.6',
  unit: '1',
  better: 'neither',
  range: [0, Infinity],
  ideal: null,
  lines: [
    { at: 1, label: 'Cauchy: infinite mean' },
    { at: 2, label: 'infinite variance below' },
  ],
  notes: [
    'Below 2 the gradient’s variance is infinite, at 1 and below its mean too: then averaging over a batch does not ' +
      'reduce the noise.',
    'Theorem 2.6: if D is D* plus white noise, the coordinates of the gradient of -log D are centred Cauchy.',
    'The index is 1 / mean of log(X_(i) / X_(k+1)) over the k largest of n norms, k = `tail` n. Its standard error ' +
      'is index / sqrt(k).',
    'Absent for a relativistic loss (`loss: own`), which compares each sample with a batch of data, and for the ' +
      'other two losses where D’s score is not a probability.',
    'A thin tail has no index: then the estimate grows as `tail` shrinks. Infinity where the largest norms are all ' +
      'equal.',
  ],
  options: {
    loss: z
      .enum(['own', 'minimax', 'non-saturating'])
      .default('own')
      .describe('loss of the gradient, on the current D: G’s own, or another'),
    draws: count({ description: 'draws of z', default: 512, atLeast: 20, atMost: 100_000 }),
    tail: scalar({ description: 'share of the draws that forms the tail', default: 0.1, above: 0, below: 1 }),
  },
  async compute(snapshot, { loss, draws, tail }) {
    const other = losses[loss] && onLogit(snapshot, losses[loss]);
    if (other && 'absent' in other) return other;
    const { relative, name } = other ?? snapshot.losses.generator.loss;
    if (relative) return { absent: `${name} compares samples of a batch: a single z has no gradient` };
    const k = tailOf(draws, tail);
    if (k < 2) return { absent: `a tail of ${k} draws is too short: at least 2 are needed` };
    const norms = await normsOf(snapshot, other, draws);
    if (!norms.every(Number.isFinite)) return { absent: 'the gradient is not finite' };
    return metricValue(hillIndex(norms, k), 'the gradient is 0 at most draws of z');
  },
  estimator: async (_, { draws, tail }) => `Hill, k = ${tailOf(draws, tail)} largest of n = ${draws} draws of z`,
});

function tailOf(draws: number, tail: number): number {
  return Math.floor(draws * tail);
}

async function normsOf(snapshot: Snapshot, other: Loss | undefined, n: number): Promise<Float64Array> {
  const { latent, target } = snapshot;
  const z = new Float64Array(n * latent.dim);
  latent.sample(z, snapshot.stream('gradient-tail/latent'));
  const real = dataDraws(snapshot, n);
  const norms = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const gradient = await snapshot.gradient('generator', {
      z: z.subarray(i * latent.dim, (i + 1) * latent.dim),
      real: real.subarray(i * target.dim, (i + 1) * target.dim),
      ...(other && { loss: other }),
    });
    norms[i] = euclideanNorm(gradient);
  }
  return norms;
}
