/** Kernel density estimates of two clouds: the same Gaussian window on both, each sample left out of its own density. */

import { columnDeviations } from '../../core/math/geometry/distances.js';
import { softplus } from '../../core/math/special/special.js';
import { mean } from '../../core/math/statistics/statistics.js';
import { logKernelDensities, logSpaced } from './kernel-density.js';
import type { SampleName, TwoSamples } from './knn-distances.js';

const MAX_BANDWIDTH_SAMPLES = 1000; // samples of the data that the bandwidth is chosen on
const BANDWIDTH_COUNT = 16; // bandwidths
const MIN_BANDWIDTH_RATIO = 0.01; // of the widest

/**
 * The bandwidth under which the data, each sample left out of its own density, is likeliest: of 16 from Scott's rule,
 * n^(-1 / (d + 4)) times the data's widest standard deviation, down to a hundredth of it. The rule alone would blur modes together.
 */
export function maximumLikelihoodBandwidth({ real, dim }: TwoSamples): number {
  const some = real.subarray(0, MAX_BANDWIDTH_SAMPLES * dim);
  const widest = (real.length / dim) ** (-1 / (dim + 4)) * Math.max(...columnDeviations(real, dim));
  const widths = logSpaced(MIN_BANDWIDTH_RATIO * widest, widest, BANDWIDTH_COUNT);
  const likelihoods = logKernelDensities({ samples: some, dim, leaveOneOut: true }, some, widths).map(mean);
  return widths[likelihoods.indexOf(Math.max(...likelihoods))];
}

/** log density of one side's window at each sample of a side. */
export function crossLogDensities(
  sides: TwoSamples,
  { of, at }: { of: SampleName; at: SampleName },
  bandwidth: number,
): Float64Array {
  const window = { samples: sides[of], dim: sides.dim, leaveOneOut: of === at };
  return logKernelDensities(window, sides[at], [bandwidth])[0];
}

/** Mean of log of - log from over samples of the first. */
export function kernelKl(
  sides: TwoSamples,
  { of, from }: { of: SampleName; from: SampleName },
  bandwidth: number,
): number {
  const own = crossLogDensities(sides, { of, at: of }, bandwidth);
  const across = crossLogDensities(sides, { of: from, at: of }, bandwidth);
  return mean(own.map((log, i) => log - across[i]));
}

export function kernelJs(sides: TwoSamples, bandwidth: number): number {
  const half = (of: SampleName, other: SampleName) => {
    const own = crossLogDensities(sides, { of, at: of }, bandwidth);
    const across = crossLogDensities(sides, { of: other, at: of }, bandwidth);
    return mean(own.map((log, i) => Math.LN2 - softplus(across[i] - log))) / 2;
  };
  return half('real', 'generated') + half('generated', 'real');
}
