/** Kernel density estimates of two clouds: the same Gaussian window on both, each sample left out of its own density. */

import { softplus } from '../../core/math/special/special.js';
import { mean } from '../../core/math/statistics/statistics.js';
import { columnDeviations } from './clouds.js';
import type { Side, Sides } from './neighbour-balls.js';
import { logSpaced, parzenLogDensities } from './parzen.js';

const CHOSEN_ON = 1000; // samples of the data that the bandwidth is chosen on
const GRID = 16; // bandwidths
const NARROWEST = 0.01; // of the widest

/**
 * The bandwidth under which the data, each sample left out of its own density, is likeliest: of 16 from Scott's rule,
 * n^(-1 / (d + 4)) times the data's widest standard deviation, down to a hundredth of it. The rule alone would blur modes together.
 */
export function likeliestBandwidth({ real, dim }: Sides): number {
  const some = real.subarray(0, CHOSEN_ON * dim);
  const widest = (real.length / dim) ** (-1 / (dim + 4)) * Math.max(...columnDeviations(real, dim));
  const widths = logSpaced(NARROWEST * widest, widest, GRID);
  const likelihoods = parzenLogDensities({ samples: some, dim, leaveOneOut: true }, some, widths).map(mean);
  return widths[likelihoods.indexOf(Math.max(...likelihoods))];
}

/** log density of one side's window at each sample of a side. */
export function kernelLogDensities(sides: Sides, { of, at }: { of: Side; at: Side }, bandwidth: number): Float64Array {
  const window = { samples: sides[of], dim: sides.dim, leaveOneOut: of === at };
  return parzenLogDensities(window, sides[at], [bandwidth])[0];
}

/** Mean of log of - log from over samples of the first. */
export function kernelKl(sides: Sides, { of, from }: { of: Side; from: Side }, bandwidth: number): number {
  const own = kernelLogDensities(sides, { of, at: of }, bandwidth);
  const across = kernelLogDensities(sides, { of: from, at: of }, bandwidth);
  return mean(own.map((log, i) => log - across[i]));
}

export function kernelJs(sides: Sides, bandwidth: number): number {
  const half = (of: Side, other: Side) => {
    const own = kernelLogDensities(sides, { of, at: of }, bandwidth);
    const across = kernelLogDensities(sides, { of: other, at: of }, bandwidth);
    return mean(own.map((log, i) => Math.LN2 - softplus(across[i] - log))) / 2;
  };
  return half('real', 'generated') + half('generated', 'real');
}
