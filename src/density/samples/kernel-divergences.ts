/** Divergences between kernel density estimates of two samples: one Gaussian kernel for both, each row left out of its own density. */

import { columnDeviations } from '../../core/math/geometry/distances.js';
import { maximum } from '../../core/math/long-lists.js';
import { power } from '../../core/math/special/power.js';
import { softplus } from '../../core/math/special/special.js';
import { mean } from '../../core/math/statistics/statistics.js';
import { logKernelDensities, logSpaced } from './kernel-density.js';
import type { SampleName, TwoSamples } from './knn-distances.js';

const MAX_BANDWIDTH_SAMPLES = 1000; // of the data, for the choice of the bandwidth
const BANDWIDTH_COUNT = 16; // candidates
const MIN_BANDWIDTH_RATIO = 0.01; // narrowest candidate over widest

/**
 * The bandwidth of maximum leave-one-out likelihood of the data, among 16 from Scott's rule, n^(-1 / (d + 4)) times the data's
 * largest standard deviation, down to a hundredth of it. The rule alone would blur modes together.
 */
export function maximumLikelihoodBandwidth({ real, dim }: TwoSamples): number {
  const some = real.subarray(0, MAX_BANDWIDTH_SAMPLES * dim);
  const widest = power(real.length / dim, -1 / (dim + 4)) * maximum(columnDeviations(real, dim));
  const widths = logSpaced(MIN_BANDWIDTH_RATIO * widest, widest, BANDWIDTH_COUNT);
  const likelihoods = logKernelDensities({ samples: some, dim, leaveOneOut: true }, some, widths).map(mean);
  return widths[likelihoods.indexOf(maximum(likelihoods))];
}

/** Log of the kernel density of sample `of` at each row of sample `at`. */
export function crossLogDensities(
  samples: TwoSamples,
  { of, at }: { of: SampleName; at: SampleName },
  bandwidth: number,
): Float64Array {
  const window = { samples: samples[of], dim: samples.dim, leaveOneOut: of === at };
  return logKernelDensities(window, samples[at], [bandwidth])[0];
}

/** KL(of || from): the mean of log of - log from over the rows of the first. Nats. */
export function kernelKl(
  samples: TwoSamples,
  { of, from }: { of: SampleName; from: SampleName },
  bandwidth: number,
): number {
  const own = crossLogDensities(samples, { of, at: of }, bandwidth);
  const across = crossLogDensities(samples, { of: from, at: of }, bandwidth);
  return mean(own.map((log, i) => log - across[i]));
}

/** The Jensen-Shannon divergence between both kernel densities, by means over their samples. Nats. */
export function kernelJs(samples: TwoSamples, bandwidth: number): number {
  const half = (of: SampleName, other: SampleName) => {
    const own = crossLogDensities(samples, { of, at: of }, bandwidth);
    const across = crossLogDensities(samples, { of: other, at: of }, bandwidth);
    return mean(own.map((log, i) => Math.LN2 - softplus(across[i] - log))) / 2;
  };
  return half('real', 'generated') + half('generated', 'real');
}
