/** Whether D’s probabilities are probabilities. */
import { count } from '../../core/gan/options.js';
import { metricValue } from '../../records/metric-value.js';
import { comparisonSays } from '../_comparison-values.js';
import { metric } from '../metric.js';
import { reliability } from './_reliability.js';

export const calibration = metric({
  name: 'calibration',
  description: 'Expected calibration error: |mean D - share of data| over bins of D, weighted by their mass.',
  paper: 'arXiv:1706.04599',
  unit: 'probability',
  better: 'lower',
  range: [0, 1],
  ideal: 0,
  lines: [{ at: 0, label: 'calibrated' }],
  notes: [
    'Bins of equal width. A D that is 1/2 everywhere is calibrated, and useless: read it beside bayes-gap.',
    'Its curve, the reliability diagram, is drawn over training: a row a bin of mean D, the share of data and the mass under (p + q)/2.',
  ],
  options: { bins: count({ description: 'bins between 0 and 1', default: 15 }) },
  async compute(snapshot, { bins }) {
    const found = await reliability(snapshot, bins);
    if ('absent' in found) return found;
    const error = found.said.reduce((sum, said, bin) => sum + Math.abs(said - found.data[bin]), 0);
    return metricValue(error, "D's scores are not finite");
  },
  vector: {
    replacesValue: false,
    async compute(snapshot, { bins }) {
      const found = await reliability(snapshot, bins);
      if ('absent' in found) return found;
      const { mass, said, data } = found;
      // Of a bin without mass there is nothing to say: 0 / 0.
      const rows = Array.from(mass, (held, bin) => [said[bin] / held, data[bin] / held, held]);
      return { shape: [bins, 3], data: Float64Array.from(rows.flat()) };
    },
  },
  estimator: comparisonSays,
});
