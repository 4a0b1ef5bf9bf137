/** Expected calibration error of D's probabilities, and their reliability diagram. */
import { MAX_BINS } from '../../core/gan/bounds.js';
import { count } from '../../core/gan/options.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { metricValue } from '../../records/metric-value.js';
import { metric } from '../metric.js';
import { discriminatorEstimator } from './_estimator.js';
import { type ProbabilityNodes, probabilityNodes } from './_expectations.js';

export const calibration = metric({
  name: 'calibration',
  description: 'Expected calibration error: |mean D - share of data| over bins of D, weighted by the bins’ mass.',
  paper: 'arXiv:1706.04599',
  unit: 'probability',
  better: 'lower',
  range: [0, 1],
  ideal: 0,
  lines: [{ at: 0, label: 'calibrated' }],
  notes: [
    'Bins of equal width. A constant D = 1/2 is calibrated but useless: compare with bayes-gap.',
    'Its curve is the reliability diagram: one row per bin with mean D, the share of data, and the mass under (p + ' +
      'q)/2.',
  ],
  options: { bins: count({ description: 'bins of D between 0 and 1', default: 15, atMost: MAX_BINS }) },
  async compute(snapshot, { bins }) {
    const found = await reliabilityBins(snapshot, bins);
    if ('absent' in found) return found;
    const error = found.sumD.reduce((sum, ofD, bin) => sum + Math.abs(ofD - found.sumData[bin]), 0);
    return metricValue(error, "D's scores are not finite");
  },
  vector: {
    replacesValue: false,
    async compute(snapshot, { bins }) {
      const found = await reliabilityBins(snapshot, bins);
      if ('absent' in found) return found;
      const { mass, sumD, sumData } = found;
      // NaN in a bin without mass: 0 / 0.
      const rows = Array.from(mass, (inBin, bin) => [sumD[bin] / inBin, sumData[bin] / inBin, inBin]);
      return { shape: [bins, 3], data: Float64Array.from(rows.flat()) };
    },
  },
  estimator: discriminatorEstimator,
});

/** Sums under (p + q)/2, one a bin of D. */
interface ReliabilityBins {
  /** The mass: sums to 1 over the bins. */
  readonly mass: Float64Array;
  /** Mass times D. */
  readonly sumD: Float64Array;
  /** The mass of the data: half of p's. */
  readonly sumData: Float64Array;
}

/** Bins of equal width between 0 and 1. Absent where D's score is not a probability. */
async function reliabilityBins(
  snapshot: Snapshot,
  bins: number,
): Promise<ReliabilityBins | { readonly absent: string }> {
  const nodes = await probabilityNodes(snapshot, levelsOf(bins));
  return 'absent' in nodes ? nodes : binned(nodes, bins);
}

/** The edges between bins. */
function levelsOf(bins: number): number[] {
  return Array.from({ length: bins - 1 }, (_, k) => (k + 1) / bins);
}

function binned({ score, probability, p, q }: ProbabilityNodes, bins: number): ReliabilityBins {
  const [mass, sumD, sumData] = [new Float64Array(bins), new Float64Array(bins), new Float64Array(bins)];
  for (let i = 0; i < score.length; i++) {
    const D = probability.of(score[i]);
    const bin = Math.min(bins - 1, Math.floor(D * bins)); // D = 1 belongs to the last
    const both = (p[i] + q[i]) / 2;
    mass[bin] += both;
    sumD[bin] += D * both;
    sumData[bin] += p[i] / 2;
  }
  return { mass, sumD, sumData };
}
