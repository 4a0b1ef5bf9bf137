/** Expected calibration error of D's probabilities, and their reliability diagram. */
import { MAX_BINS } from '../../core/gan/bounds.js';
import { count } from '../../core/gan/options.js';
import { mean, variance } from '../../core/math/statistics/statistics.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { significant } from '../../core/text/plain-numbers.js';
import { metricValue } from '../../records/metric-value.js';
import { DATA_NOTE, type DataChoice, dataOption } from '../_discriminator-data.js';
import { metric } from '../metric.js';
import { discriminatorEstimator } from './_estimator.js';
import { probabilityOf } from './_probability.js';
import { discriminatorScores, sampledText, standardErrorText, type WeightedScores } from './_score-means.js';

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
    'From samples the error is biased upwards: the estimator states what a calibrated D with these probabilities would have.',
    DATA_NOTE,
  ],
  options: {
    bins: count({ description: 'bins of D between 0 and 1', default: 15, atMost: MAX_BINS }),
    data: dataOption,
  },
  async compute(snapshot, { bins, data }) {
    const found = await reliabilityBins(snapshot, bins, data);
    return 'absent' in found ? found : metricValue(calibrationError(found), "D's scores are not finite");
  },
  vector: {
    replacesValue: false,
    async compute(snapshot, { bins, data }) {
      const found = await reliabilityBins(snapshot, bins, data);
      if ('absent' in found) return found;
      const { mass, sumD, sumData } = found;
      // NaN in a bin without mass: 0 / 0.
      const rows = Array.from(mass, (inBin, bin) => [sumD[bin] / inBin, sumData[bin] / inBin, inBin]);
      return { shape: [bins, 3], data: Float64Array.from(rows.flat()) };
    },
  },
  estimator: (snapshot, { bins, data }) => calibrationEstimator(snapshot, bins, data),
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

/** p's and q's masses, each with D's probability. */
interface Probabilities {
  readonly p: Float64Array;
  readonly q: Float64Array;
  readonly D: Float64Array;
}

type Absent = { readonly absent: string };

async function probabilities(
  snapshot: Snapshot,
  bins: number,
  data: DataChoice,
): Promise<(Probabilities & WeightedScores) | Absent> {
  const probability = probabilityOf(snapshot);
  if ('absent' in probability) return probability;
  const scores = await discriminatorScores(snapshot, data, edgesBetween(bins));
  return 'absent' in scores ? scores : { ...scores, D: scores.score.map(probability.of) };
}

const edgesBetween = (bins: number) => Array.from({ length: bins - 1 }, (_, k) => (k + 1) / bins);

/** Bins of equal width between 0 and 1. Absent where D's score is not a probability. */
async function reliabilityBins(snapshot: Snapshot, bins: number, data: DataChoice): Promise<ReliabilityBins | Absent> {
  const found = await probabilities(snapshot, bins, data);
  return 'absent' in found ? found : binned(found, bins);
}

function binned({ D, p, q }: Probabilities, bins: number): ReliabilityBins {
  const [mass, sumD, sumData] = [new Float64Array(bins), new Float64Array(bins), new Float64Array(bins)];
  for (let i = 0; i < D.length; i++) {
    const bin = Math.min(bins - 1, Math.floor(D[i] * bins)); // D = 1 belongs to the last
    const both = (p[i] + q[i]) / 2;
    mass[bin] += both;
    sumD[bin] += D[i] * both;
    sumData[bin] += p[i] / 2;
  }
  return { mass, sumD, sumData };
}

function calibrationError({ sumD, sumData }: ReliabilityBins): number {
  const sum = sumD.reduce((total, ofD, bin) => total + Math.abs(ofD - sumData[bin]), 0);
  return Math.min(1, sum); // masses of 1 / n add up to a little more than 1
}

const RESAMPLES = 100; // for the standard error and for the error of a calibrated D

async function calibrationEstimator(snapshot: Snapshot, bins: number, data: DataChoice): Promise<string> {
  const found = await probabilities(snapshot, bins, data);
  if ('absent' in found) return found.absent;
  if (!found.areSamples) return discriminatorEstimator(snapshot, edgesBetween(bins));
  const text = sampledText(snapshot, data);
  if (snapshot.brief) return text;
  const { D, p } = found;
  const reals = p.filter((mass) => mass > 0).length;
  const random = snapshot.stream(`calibration/${data}`);
  // Bootstrap: as many draws of each side's samples.
  const resampled = Float64Array.from({ length: RESAMPLES }, () => {
    const drawn = D.map((_, i) => (i < reals ? D[random.integer(reals)] : D[reals + random.integer(D.length - reals)]));
    return calibrationError(binned({ ...found, D: drawn }, bins));
  });
  // A calibrated D: each sample is of the data with probability D.
  const share = 2 / D.length;
  const calibrated = Float64Array.from({ length: RESAMPLES }, () => {
    const isData = D.map((probability) => (random.uniform() < probability ? 1 : 0));
    const masses = { p: isData.map((is) => is * share), q: isData.map((is) => (1 - is) * share) };
    return calibrationError(binned({ D, ...masses }, bins));
  });
  return `${text}${standardErrorText(Math.sqrt(variance(resampled, 0)))}; a calibrated D gives ${significant(mean(calibrated), 2)}`;
}
