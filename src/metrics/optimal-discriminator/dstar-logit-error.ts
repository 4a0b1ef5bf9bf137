/** How far D is from D*, region by region. */
import { z } from 'zod';
import type { MetricValue } from '../../records/metric-value.js';
import { metric } from '../metric.js';
import { FLOOR_NOTE, probabilityFloorSays } from './_floor.js';
import { type Judged, readProbabilities } from './_mean.js';

export const dstarLogitError = metric({
  name: 'dstar-logit-error',
  description: 'Mean |logit D - logit D*| where p and q overlap; |D - D*| where only one of them is.',
  paper: 'arXiv:1406.2661, proposition 1',
  unit: 'nats (overlap), probability (elsewhere)',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, label: 'D = D*' }],
  notes: [
    'Regions: overlap, D* in [.01, .99]; data-only, D* > .99; generator-only, D* < .01. Where p + q is below 1e-6 of its ' +
      'peak, nothing is read. The mean is under (p + q)/2, restricted to the region; absent where that has no mass there.',
    FLOOR_NOTE,
    'Outside the overlap the logit of D* runs to infinity, and no network can follow: there the probability is compared.',
  ],
  options: {
    region: z
      .enum(['overlap', 'data-only', 'generator-only'])
      .default('overlap')
      .describe('by D*: overlap, between .01 and .99; data-only, above; generator-only, below'),
  },
  compute: (snapshot, { region }) => readProbabilities(snapshot, (judged) => errorIn(region, judged)),
  estimator: (snapshot, { region }) => probabilityFloorSays(snapshot, (judged) => errorIn(region, judged)),
});

type Region = 'overlap' | 'data-only' | 'generator-only';

const regionOf = (dStar: number): Region => (dStar > 0.99 ? 'data-only' : dStar < 0.01 ? 'generator-only' : 'overlap');

function errorIn(
  region: Region,
  { p, q, score, dStar, logRatio, probability, isNowhere }: Judged,
): number | MetricValue {
  let mass = 0;
  let sum = 0;
  for (let i = 0; i < score.length; i++) {
    if (regionOf(dStar[i]) !== region || isNowhere(i)) continue;
    const error =
      region === 'overlap'
        ? Math.abs(probability.logit(score[i]) - logRatio[i])
        : Math.abs(probability.of(score[i]) - dStar[i]);
    mass += p[i] + q[i];
    sum += (p[i] + q[i]) * error;
  }
  return mass > 0 ? sum / mass : { absent: `p and q have no mass in the region ${region}` };
}
