/** Whether D’s probabilities are probabilities. */
import { count } from '../../core/options.js';
import { metric } from '../metric.js';
import { readProbabilities } from '../shared/discriminator/mean.js';
import { comparisonSays } from '../shared/readings.js';

export const calibration = metric({
  name: 'calibration',
  says: 'Expected calibration error: |mean D - share of data| over bins of D, weighted by their mass.',
  paper: 'arXiv:1706.04599',
  unit: 'probability',
  better: 'lower',
  range: [0, 1],
  ideal: 0,
  lines: [{ at: 0, says: 'calibrated' }],
  notes: ['Bins of equal width. A D that is 1/2 everywhere is calibrated, and useless: read it beside bayes-gap.'],
  options: { bins: count({ says: 'bins between 0 and 1', default: 15 }) },
  read: (snapshot, { bins }) =>
    readProbabilities(snapshot, (judged) => {
      const gaps = new Float64Array(bins);
      for (let i = 0; i < judged.score.length; i++) {
        const D = judged.probability.of(judged.score[i]);
        // The share of data in a bin, times the bin's mass, is p's mass there.
        gaps[Math.min(bins - 1, Math.floor(D * bins))] += (D * (judged.p[i] + judged.q[i]) - judged.p[i]) / 2;
      }
      return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0);
    }),
  estimator: comparisonSays,
});
