/** The critic's estimate of the Wasserstein-1 distance. */
import type { ScoredSamples } from '../../core/training/evaluator.js';
import { type MetricValue, metricValue } from '../../records/metric-value.js';
import { DATA_NOTE, dataOption } from '../_discriminator-data.js';
import { metric } from '../metric.js';
import { lossEstimator, scoredSamples } from './_on-samples.js';

export const wasserstein1Implied = metric({
  name: 'wasserstein-1-implied',
  description: 'E_p[s] - E_q[s]: the Wasserstein-1 distance that a critic’s scores imply.',
  paper: 'arXiv:1701.07875, section 3',
  unit: 'as x',
  better: 'neither',
  range: [-Infinity, Infinity],
  ideal: null,
  lines: [{ at: 0, label: 'D separates nothing' }],
  notes: [
    'At most K times wasserstein-1 for a K-Lipschitz critic: compare the two. Above wasserstein-1, D is not ' +
      '1-Lipschitz; far below it, D is not optimal.',
    'Minus loss-discriminator for the Wasserstein loss. Absent for other losses: their scores are not those of a ' +
      'critic.',
    DATA_NOTE,
  ],
  options: { data: dataOption },
  async compute(snapshot, { data }): Promise<MetricValue> {
    const { loss } = snapshot.losses.discriminator;
    if (loss.name !== 'wasserstein') return { absent: `the scores of ${loss.name} are not those of a critic` };
    const scored = await scoredSamples(snapshot, data);
    return 'absent' in scored ? scored : metricValue(difference(scored), 'the scores are not finite');
  },
  estimator: (snapshot, { data }) => lossEstimator(snapshot, difference, data),
});

function difference({ real, fake, weights }: ScoredSamples): number {
  const mean = (scores: Float64Array, shares?: Float64Array) =>
    scores.reduce((sum, score, i) => sum + score * (shares ? shares[i] : 1 / scores.length), 0);
  return mean(real, weights?.real) - mean(fake, weights?.fake);
}
