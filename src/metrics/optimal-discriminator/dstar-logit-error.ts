/** Mean distance of D from D* in logits, by region. */
import { z } from 'zod';
import type { MetricValue } from '../../records/metric-value.js';
import { metric } from '../metric.js';
import { type ProbabilityNodes, valueOfProbabilities } from './_expectations.js';
import { MAX_OVERLAP_LOGIT } from './_line-nodes.js';
import { NOISE_FLOOR_NOTE, probabilityNoiseFloorEstimator } from './_noise-floor.js';

export const dstarLogitError = metric({
  name: 'dstar-logit-error',
  description: 'Mean |logit D - logit D*| where p and q overlap; mean |D - D*| where only one of them has mass.',
  paper: 'arXiv:1406.2661, proposition 1',
  unit: 'nats (overlap), probability (elsewhere)',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, label: 'D = D*' }],
  notes: [
    'Regions: overlap, D* in [0.01, 0.99]; data-only, D* > 0.99; generator-only, D* < 0.01; where p + q is below ' +
      '1e-6 of the lower of both peaks, none. The mean is under (p + q)/2 restricted to the region; absent where the region has no ' +
      'mass.',
    NOISE_FLOOR_NOTE,
    'Outside the overlap the logit of D* tends to infinity, which no network can follow: there the probabilities are ' +
      'compared.',
  ],
  options: {
    region: z
      .enum(['overlap', 'data-only', 'generator-only'])
      .default('overlap')
      .describe('by D*: overlap, 0.01 to 0.99; data-only, above; generator-only, below'),
  },
  compute: (snapshot, { region }) => valueOfProbabilities(snapshot, (nodes) => errorIn(region, nodes)),
  estimator: (snapshot, { region }) => probabilityNoiseFloorEstimator(snapshot, (nodes) => errorIn(region, nodes)),
});

type Region = 'overlap' | 'data-only' | 'generator-only';

const regionOf = (logit: number): Region =>
  logit > MAX_OVERLAP_LOGIT ? 'data-only' : logit < -MAX_OVERLAP_LOGIT ? 'generator-only' : 'overlap';

function errorIn(
  region: Region,
  { p, q, score, dStar, logRatio, probability, isNegligible }: ProbabilityNodes,
): number | MetricValue {
  let mass = 0;
  let sum = 0;
  for (let i = 0; i < score.length; i++) {
    if (regionOf(logRatio[i]) !== region || isNegligible(i)) continue;
    const error =
      region === 'overlap'
        ? Math.abs(probability.logit(score[i]) - logRatio[i])
        : Math.abs(probability.of(score[i]) - dStar[i]);
    mass += p[i] + q[i];
    sum += (p[i] + q[i]) * error;
  }
  return mass > 0 ? sum / mass : { absent: `p and q have no mass in the region ${region}` };
}
