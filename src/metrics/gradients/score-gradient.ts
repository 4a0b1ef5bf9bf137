/** How steep D's score is. */
import { z } from 'zod';
import { maximum } from '../../core/math/long-lists.js';
import { mean } from '../../core/math/statistics/statistics.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { metricValue } from '../../records/metric-value.js';
import { metric } from '../metric.js';

const POINTS = {
  between: 'points between pairs of data and samples',
  data: 'draws of the data',
  samples: 'samples of G',
};

export const scoreGradient = metric({
  name: 'score-gradient',
  description: 'Length of the gradient of D’s score in x, |grad_x s|: its mean, or the largest, over points.',
  paper: 'arXiv:1704.00028, section 4; arXiv:1701.04862, theorems 2.1 and 2.2',
  unit: '1 / length of x',
  better: 'neither',
  range: [0, Infinity],
  ideal: null,
  linesFor: ({ loss }) =>
    loss?.discriminator.name === 'wasserstein' ? [{ at: 1, label: 'an optimal 1-Lipschitz critic' }] : [],
  notes: [
    '`at: between` are points u x + (1 - u) G(z), with u uniform per pair, as the gradient penalty of WGAN-GP draws them. D’s own ' +
      'score, without regularizers.',
    'The largest over these points is a lower bound of D’s Lipschitz constant K: wasserstein-1-implied is at most K times ' +
      'wasserstein-1. An optimal 1-Lipschitz critic has 1 almost everywhere between points that optimal transport couples; ' +
      'random pairs are not those, so that its mean may be below 1.',
    '`of: probability` is |grad_x D|. A D that separates p and q without error has a gradient of 0 on data and samples, so that none ' +
      'reaches G under the minimax loss. Absent where the score is not a probability.',
  ],
  options: {
    at: z
      .enum(['between', 'data', 'samples'])
      .default('between')
      .describe('points: between data and samples, or on either'),
    of: z
      .enum(['score', 'probability'])
      .default('score')
      .describe('what is differentiated: D’s score or its probability'),
    statistic: z.enum(['mean', 'largest']).default('mean').describe('over the points'),
  },
  async compute(snapshot, { at, of, statistic }) {
    const x = await pointsAt(snapshot, at);
    if (!x.every(Number.isFinite)) return { absent: "G's output is not finite" };
    const slopes = await slopesAt(snapshot, x, of);
    if ('absent' in slopes) return slopes;
    return metricValue(statistic === 'mean' ? mean(slopes) : maximum(slopes), 'the gradient is not finite');
  },
  estimator: async ({ sampleCount }, { at, statistic }) =>
    `${statistic === 'mean' ? 'mean' : 'largest'} over ${sampleCount} ${POINTS[at]}`,
});

async function pointsAt(snapshot: Snapshot, at: keyof typeof POINTS): Promise<Float64Array> {
  const { generated, real } = await snapshot.samples();
  if (at !== 'between') return at === 'data' ? real : generated;
  const share = new Float64Array(snapshot.sampleCount);
  snapshot.stream('score-gradient/between').fillUniform(share);
  const { dim } = snapshot.target;
  return real.map((x, i) => {
    const u = share[Math.floor(i / dim)];
    return u * x + (1 - u) * generated[i];
  });
}

/** |grad_x| at each row of x. */
async function slopesAt(
  snapshot: Snapshot,
  x: Float64Array,
  of: 'score' | 'probability',
): Promise<Float64Array | { readonly absent: string }> {
  const { loss } = snapshot.losses.discriminator;
  const { probability, logit = { scale: 1 } } = loss;
  if (of === 'probability' && !probability) return { absent: `the score of ${loss.name} is not a probability` };
  const { dim } = snapshot.target;
  const gradient = await snapshot.scoreGradient(x);
  const slopes = new Float64Array(x.length / dim);
  gradient.forEach((part, i) => {
    slopes[Math.floor(i / dim)] += part * part;
  });
  const scores = of === 'probability' ? await snapshot.score(x) : null;
  // D = sigmoid(scale s + shift).
  const chain = (row: number) => {
    if (!scores) return 1;
    const d = probability!(scores[row]);
    return Math.abs(logit.scale) * d * (1 - d);
  };
  return slopes.map((square, row) => Math.sqrt(square) * chain(row));
}
