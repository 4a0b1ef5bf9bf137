/** The evaluation of the first GAN paper. */
import { z } from 'zod';
import { count, scalar } from '../../core/gan/options.js';
import { columnDeviations } from '../../core/math/geometry/distances.js';
import { mean } from '../../core/math/statistics/statistics.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { type KernelSamples, logKernelDensities, logSpaced } from '../../density/samples/kernel-density.js';
import { sampleClouds } from '../_clouds.js';
import { heldOut } from '../_held-out.js';
import { metric } from '../metric.js';

const MOST = 10_000; // samples of G, as published, and test points
const VALIDATION = 1000; // draws of the data, as published

export const parzenLogLikelihood = metric({
  name: 'parzen-log-likelihood',
  description:
    'Mean log-likelihood of the data under a Gaussian Parzen window on G’s samples, its bandwidth chosen on other data.',
  paper: 'arXiv:1406.2661, section 5 (table 1)',
  unit: 'nats',
  better: 'higher',
  range: [-Infinity, Infinity],
  ideal: null,
  notes: [
    'The protocol of 2014: log-mean-exp over G’s samples; of a grid of bandwidths, the one with the highest mean on 1,000 ' +
      'further draws of the data; then the mean over the test points.',
    'Its standard error, in the estimator’s words, is over test points only: it says nothing of G’s samples, of seeds, or of the bandwidth.',
    'Of data that is known from samples only, the first 1,000 (half at most) choose, and the others test.',
    'The grid is in the target’s scale, its narrowest standard deviation; published: 10 numbers from 0.1 to 1, absolute, ' +
      'with 10,000 samples. A bandwidth at an end of the grid is said: the grid was too short.',
    'No q exceeds -H(p) in the mean, the data’s own negative entropy, and the data itself stays below it: read it beside its ' +
      'null. A blurred window rewards samples that sit at the centres of modes (arXiv:1511.01844).',
  ],
  options: {
    bandwidth: z.number().gt(0).optional().describe('instead of choosing one: the standard deviation of the window'),
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
    const from = chosen === null ? 'given' : `of ${options.bandwidths} ${chosen}`;
    return `Parzen window on ${n} samples, bandwidth ${bandwidth.toPrecision(3)} (${from}); standard error ${standardError.toPrecision(2)} over ${tests} test points`;
  },
});

interface Grid {
  readonly bandwidth?: number | undefined;
  readonly lowest: number;
  readonly highest: number;
  readonly bandwidths: number;
}

interface Likelihood {
  readonly mean: number;
  /** Of the mean over test points; NaN of one. */
  readonly standardError: number;
  readonly n: number;
  readonly tests: number;
  readonly bandwidth: number;
  /** What there is to say of the choice; null where there was none. */
  readonly chosen: string | null;
}

function likelihood(snapshot: Snapshot, grid: Grid): Promise<Likelihood | { readonly absent: string }> {
  return snapshot.share(`density/parzen/${JSON.stringify(grid)}`, async () => {
    const found = await sampleClouds(snapshot, { atMost: MOST });
    if ('absent' in found) return found;
    const { generated, n, dim } = found;
    const window = { samples: generated, dim };
    const { further, real } = grid.bandwidth
      ? { further: null, real: found.real }
      : heldOut(snapshot, found, { rows: VALIDATION, purpose: 'parzen/validation' });
    if (further?.length === 0) return { absent: 'needs 2 samples: one to choose the bandwidth on' };
    const scale = further ? scaleOf(snapshot, further) : null;
    if (scale === Infinity) return { absent: 'the data has no spread: give a bandwidth' };
    const { bandwidth, chosen } =
      further && scale ? choose({ window, further, scale }, grid) : { bandwidth: grid.bandwidth!, chosen: null };
    const [logs] = logKernelDensities(window, real, [bandwidth]);
    const average = mean(logs);
    const tests = logs.length;
    const square = logs.reduce((sum, log) => sum + (log - average) ** 2, 0);
    return { mean: average, standardError: Math.sqrt(square / (tests - 1) / tests), n, tests, bandwidth, chosen };
  });
}

function choose(
  {
    window,
    further,
    scale,
  }: { readonly window: KernelSamples; readonly further: Float64Array; readonly scale: number },
  grid: Grid,
) {
  const widths = logSpaced(grid.lowest * scale, grid.highest * scale, grid.bandwidths);
  const means = logKernelDensities(window, further, widths).map((logs) => mean(logs));
  const best = means.indexOf(Math.max(...means));
  const isEdge = widths.length > 1 && (best === 0 || best === widths.length - 1);
  const edge = isEdge ? `, the ${best === 0 ? 'lowest' : 'highest'} of the grid` : '';
  return { bandwidth: widths[best], chosen: `chosen on ${further.length / window.dim} draws of the data${edge}` };
}

/** Of data that is known from samples only, the least standard deviation of a column that is not constant; Infinity of none. */
function scaleOf({ target }: Snapshot, further: Float64Array): number {
  if (target.unknown === undefined) return target.scale;
  return Math.min(...columnDeviations(further, target.dim).filter((std) => std > 0));
}
