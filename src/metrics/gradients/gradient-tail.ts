/** How heavy-tailed the gradient is that a single z gives to G. */
import { z } from 'zod';
import type { Loss } from '../../core/gan/losses/_loss.js';
import { minimax } from '../../core/gan/losses/minimax.js';
import { nonSaturating } from '../../core/gan/losses/non-saturating.js';
import { count, scalar } from '../../core/gan/options.js';
import { hillIndex } from '../../core/math/statistics/hill.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { metricValue } from '../../records/metric-value.js';
import { onLogit } from '../_discriminator-score.js';
import { metric } from '../metric.js';
import { draws as drawsOfData } from './_norms.js';

const losses = { own: undefined, minimax, 'non-saturating': nonSaturating };

export const gradientTail = metric({
  name: 'gradient-tail',
  description: 'Tail index (Hill) of the norms of G’s gradient at single draws of z: P(norm > x) falls like x^-index.',
  paper: 'arXiv:1701.04862, theorem 2.6',
  unit: '1',
  better: 'neither',
  range: [0, Infinity],
  ideal: null,
  lines: [
    { at: 1, label: 'Cauchy: no mean' },
    { at: 2, label: 'no variance below' },
  ],
  notes: [
    'Below 2 the gradient’s variance is infinite, at 1 and below its mean too: a batch does not average such a noise away.',
    'The theorem: under a D disturbed by white noise, the coordinates of -log D’s gradient are centred Cauchy.',
    '1 / the mean of log(X_(i) / X_(k+1)) over the k largest of n norms, k = `tail` n; standard error index / sqrt(k).',
    'Absent for a relativistic loss of its own, which judges each sample against a batch of data, and for another loss than its ' +
      'own where D’s score is no probability.',
    'Thin tails have no index: then it grows as `tail` shrinks. Infinity where the largest norms are all equal.',
  ],
  options: {
    loss: z
      .enum(['own', 'minimax', 'non-saturating'])
      .default('own')
      .describe('the loss whose gradient it is, on the same D: the one that G is trained with, or another'),
    draws: count({ description: 'draws of z', default: 512, atLeast: 20, atMost: 100_000 }),
    tail: scalar({ description: 'share of the draws that is the tail', default: 0.1, above: 0, below: 1 }),
  },
  async compute(snapshot, { loss, draws, tail }) {
    const other = losses[loss] && onLogit(snapshot, losses[loss]);
    if (other && 'absent' in other) return other;
    const { relative, name } = other ?? snapshot.losses.generator.loss;
    if (relative) return { absent: `${name} judges a batch: a single z has no gradient` };
    const k = tailOf(draws, tail);
    if (k < 2) return { absent: `a tail of ${k} draws says nothing` };
    const norms = await normsOf(snapshot, other, draws);
    if (!norms.every(Number.isFinite)) return { absent: 'the gradient is not finite' };
    return metricValue(hillIndex(norms, k), 'most draws of z have no gradient');
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
  const real = drawsOfData(snapshot, n);
  const norms = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const gradient = await snapshot.gradient('generator', {
      z: z.subarray(i * latent.dim, (i + 1) * latent.dim),
      real: real.subarray(i * target.dim, (i + 1) * target.dim),
      ...(other && { loss: other }),
    });
    norms[i] = Math.sqrt(gradient.reduce((sum, part) => sum + part * part, 0));
  }
  return norms;
}
