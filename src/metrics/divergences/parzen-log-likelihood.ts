/** Parzen-window log-likelihood, the evaluation of the first GAN paper. */

import { z } from 'zod';
import { count, scalar } from '../../core/gan/options.js';
import { smallRowDistance } from '../../core/gan/targets/_sample-sets.js';
import { maximum } from '../../core/math/long-lists.js';
import { mean, variance } from '../../core/math/statistics/statistics.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { significant } from '../../core/text/plain-numbers.js';
import { plural } from '../../core/text/words.js';
import { isSampled } from '../../density/known-density.js';
import { type KernelSamples, logKernelDensities, logSpaced } from '../../density/samples/kernel-density.js';
import { sampleClouds } from '../_clouds.js';
import { holdOut } from '../_held-out.js';
import { smallLength } from '../_length-scale.js';
import { metric } from '../metric.js';

const MAX_SAMPLES = 10_000; // of G, as published, and test points
const VALIDATION_DRAWS = 1000; // of the data, as published

export const parzenLogLikelihood = metric({
  name: 'parzen-log-likelihood',
  description:
    'Mean log-likelihood of the data under a Gaussian Parzen window on G’s samples, with a bandwidth chosen on ' +
    'held-out data.',
  paper: 'arXiv:1406.2661, section 5 (table 1)',
  unit: 'nats',
  better: 'higher',
  range: [-Infinity, Infinity],
  ideal: null,
  notes: [
    'The protocol of 2014: log-mean-exp over G’s samples; the bandwidth of a grid with the highest mean on 1,000 ' +
      'held-out draws of the data; then the mean over the test points.',
    'The standard error that the estimator states is over test points only: it does not include the variation of G’s ' +
      'samples, of seeds and of the bandwidth.',
    'If the data is known from samples only, the first 1,000 (at most half) choose the bandwidth, and the others test.',
    'The grid is in units of the target’s scale, its smallest standard deviation (of rows, of a small distance over sqrt(2 d)); the paper’s has 10 absolute values ' +
      'from 0.1 to 1, with 10,000 samples. The estimator states a bandwidth at an end of the grid: then the grid was ' +
      'too short.',
    'In the mean no q exceeds -H(p), the negative entropy of the data, and samples of the data stay below it: ' +
      'compare with the null. A wide window rewards samples at the centres of modes (arXiv:1511.01844).',
  ],
  options: {
    bandwidth: z
      .number()
      .gt(0)
      .optional()
      .describe('standard deviation of the window, instead of a choice from the grid'),
    lowest: scalar({ description: 'lowest bandwidth of the grid, in the target’s scale', default: 0.1, above: 0 }),
    highest: scalar({ description: 'highest bandwidth of the grid, in the target’s scale', default: 10, above: 0 }),
    bandwidths: count({ description: 'bandwidths in the grid, evenly spaced in logarithms', default: 20, atMost: 100 }),
  },
  async compute(snapshot, options) {
    const found = await likelihood(snapshot, options);
    return 'absent' in found ? found : { value: found.mean };
  },
  async estimator(snapshot, options) {
    const found = await likelihood(snapshot, options);
    if ('absent' in found) return found.absent;
    const { n, tests, bandwidth, chosen, standardError } = found;
    const choice = chosen === null ? 'given' : `of ${options.bandwidths} ${chosen}`;
    const error =
      standardError === null
        ? 'no standard error: there is one test point'
        : `standard error ${significant(standardError, 2)} over ${tests} test points`;
    return `Parzen window on ${plural(n, 'sample')}, bandwidth ${significant(bandwidth, 3)} (${choice}); ${error}`;
  },
});

interface BandwidthGrid {
  readonly bandwidth?: number | undefined;
  readonly lowest: number;
  readonly highest: number;
  readonly bandwidths: number;
}

interface Likelihood {
  readonly mean: number;
  /** Of the mean over test points; null with one, which has no spread. */
  readonly standardError: number | null;
  readonly n: number;
  readonly tests: number;
  readonly bandwidth: number;
  /** How the bandwidth was chosen; null if it was given. */
  readonly chosen: string | null;
}

function likelihood(snapshot: Snapshot, grid: BandwidthGrid): Promise<Likelihood | { readonly absent: string }> {
  return snapshot.share(`density/parzen/${JSON.stringify(grid)}`, async () => {
    const found = await sampleClouds(snapshot, { atMost: MAX_SAMPLES });
    if ('absent' in found) return found;
    const { generated, n, dim } = found;
    const window = { samples: generated, dim };
    const { heldOut, real } = grid.bandwidth
      ? { heldOut: null, real: found.real }
      : holdOut(snapshot, found, { rows: VALIDATION_DRAWS, purpose: 'parzen/validation' });
    if (heldOut?.length === 0) return { absent: 'needs 2 samples: one to choose the bandwidth on' };
    const scale = heldOut ? scaleOf(snapshot, heldOut) : null;
    if (scale === Infinity) return { absent: 'every column of the data has one value: set bandwidth' };
    const { bandwidth, chosen } =
      heldOut && scale ? choose({ window, heldOut, scale }, grid) : { bandwidth: grid.bandwidth!, chosen: null };
    const [logs] = logKernelDensities(window, real, [bandwidth]);
    const average = mean(logs);
    const tests = logs.length;
    const standardError = tests > 1 ? Math.sqrt(variance(logs, 1) / tests) : null;
    return { mean: average, standardError, n, tests, bandwidth, chosen };
  });
}

function choose(
  {
    window,
    heldOut,
    scale,
  }: { readonly window: KernelSamples; readonly heldOut: Float64Array; readonly scale: number },
  grid: BandwidthGrid,
) {
  const widths = logSpaced(grid.lowest * scale, grid.highest * scale, grid.bandwidths);
  const means = logKernelDensities(window, heldOut, widths).map((logs) => mean(logs));
  const best = means.indexOf(maximum(means));
  const isEdge = widths.length > 1 && (best === 0 || best === widths.length - 1);
  const edge = isEdge ? `, the ${best === 0 ? 'lowest' : 'highest'} of the grid` : '';
  return { bandwidth: widths[best], chosen: `chosen on ${heldOut.length / window.dim} draws of the data${edge}` };
}

/**
 * The target's scale. Of data known from rows alone, a small distance between them over sqrt(2 d), since samples of a Gaussian kernel
 * are sqrt(2 d) bandwidths apart; Infinity where all are equal.
 */
function scaleOf({ target }: Snapshot, heldOut: Float64Array): number {
  if (!isSampled(target)) return target.scale;
  const distance = target.unknown === undefined ? smallLength(target) : smallRowDistance(heldOut, target.dim);
  return distance === null ? Infinity : distance / Math.sqrt(2 * target.dim);
}
