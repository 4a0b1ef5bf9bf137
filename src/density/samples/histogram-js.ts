/**
 * The Jensen-Shannon divergence of a histogram of G's samples from a known p.
 *
 * Cells that expect few samples of p are merged (`merged-cells.ts`). For n q of a cell Poisson distributed, the estimator of its contribution is unbiased but for terms exp(-n (p + q)): the noise of
 * the counts leaves no bias. What remains is that densities are constant within a cell: JS between cells is at most JS, so that
 * the value is a lower bound but for its standard error.
 */

import { maximum } from '../../core/math/long-lists.js';
import { repeatedProduct } from '../../core/math/special/power.js';
import { gaussLegendre } from '../../core/math/special/special.js';
import { significant } from '../../core/text/plain-numbers.js';
import type { KnownDensity } from '../known-density.js';
import { comparisonStep } from './histogram-step.js';
import { digammas } from './knn-distances.js';
import { MIN_EXPECTED_SAMPLES, mergedCells } from './merged-cells.js';
import { countInCells, describeCells, type SampleCells } from './sample-cells.js';

export interface HistogramJs {
  /** Nats; not clamped to [0, ln 2]. */
  readonly value: number;
  readonly standardError: number;
  /** The estimator with its errors, for people; `isBrief`: without the change by the grid's step, which takes time to compute. */
  describe(isBrief: boolean): string;
}

/** Throws `NotComparableError` where samples are not finite, too few, or rounded too coarsely. */
export function histogramJs(samples: Float64Array, target: KnownDensity): HistogramJs {
  const step = comparisonStep(target, samples.length / target.dim);
  const cells = countInCells(samples, target, step);
  const { value, standardError } = estimate(cells);
  let change: number | null = null;
  const changeByStep = () =>
    value - estimate(countInCells(samples, target, (2 * maximum(cells.grid.step)) / target.scale)).value;
  return {
    value,
    standardError,
    describe(isBrief) {
      const bound = `${NOISE_BIAS_SUBTRACTED}, standard error ${significant(standardError, 2)}`;
      if (isBrief) return `${describeCells(cells)}; ${bound}`;
      change ??= changeByStep();
      const relative = `relative to a grid of half as many cells a side, js changed by ${significant(change, 2)}`;
      return `${describeCells(cells)}; ${bound}; ${relative}`;
    },
  };
}

/** How a histogram's js is corrected, for people. */
export const NOISE_BIAS_SUBTRACTED = 'bias of sampling noise subtracted (Grassberger): a lower bound but for its noise';

function estimate({ n, grid, counts: inCells, off, singular }: SampleCells): {
  readonly value: number;
  readonly standardError: number;
} {
  const { expected, indices } = mergedCells(grid, n);
  const counts = new Int32Array(expected.length);
  for (const [cell, count] of inCells) counts[indices[cell]] += count;
  counts[expected.length - 1] += off.length;
  const digamma = digammas(Math.max(1, maximum(counts)));
  let sum = 0; // over both densities times n, without ln 2
  let correction = 0;
  let [mean, square, large] = [0, 0, 0]; // of the derivative by q's masses
  for (let i = 0; i < counts.length; i++) {
    const [p, q] = [expected[i], counts[i]];
    if (p > 0) sum += p * (Math.log(p) - logOfSum(p, q));
    if (q > 0) {
      const few = p >= MIN_EXPECTED_SAMPLES && q <= 2 ? ALTERNATING[q] : 0;
      sum += q * (digamma[q] + few - logOfSum(p, q - 1));
      correction += (p * q) / (p + q);
      const slope = Math.log((2 * q) / (p + q)) / 2;
      mean += q * slope;
      square += q * slope ** 2;
    }
    if (p >= MIN_EXPECTED_SAMPLES) large++;
  }
  mean += (singular.length * Math.LN2) / 2;
  square += singular.length * (Math.LN2 / 2) ** 2;
  const variance = (square / n - (mean / n) ** 2) / n;
  // The cells' noise adds large / (16 n^2) to the variance of the derivative, and has large / (32 n^2) itself.
  const standardError = Math.sqrt(Math.max(0, variance - large / (16 * n * n)) + large / (32 * n * n));
  // Counts that sum to n vary less than Poisson ones.
  return { value: Math.LN2 + sum / (2 * n) + correction / (4 * n * n), standardError };
}

// Grassberger's (-1)^q (psi((q + 1) / 2) - psi(q / 2)) / 2 at q = 1 and 2 (arXiv:physics/0307138, equation 30). For more samples it
// adds noise and takes off next to nothing.
const ALTERNATING = [0, -Math.LN2, 1 - Math.LN2];

const rule = gaussLegendre(32);
const NODES = rule.nodes.map((node) => (node + 1) / 2);
const WEIGHTS = rule.weights.map((weight) => weight / 2);
const EXPONENTIAL_INTEGRAL = 0.21938393439552029; // E1(1), the integral of exp(-t) / t beyond 1
const MAX_QUADRATURE_COUNT = 150; // p + q: beyond, the series is within 1e-6, and 32 nodes are not

/**
 * The function of q whose mean is log(p + mean q) for a Poisson q, but for exp(-p - mean q): the integral of
 * (exp(-t) - exp(-t p) (1 - t)^q) / t from 0 to 1, and E1(1). At p = 0 it is psi(q + 1).
 */
export function logOfSum(p: number, q: number): number {
  const all = p + q;
  if (all > MAX_QUADRATURE_COUNT)
    return Math.log(all) + (q * (1 / 2 + (2 / 3 - (3 * q) / (4 * all)) / all)) / (all * all);
  let sum = EXPONENTIAL_INTEGRAL;
  for (let i = 0; i < NODES.length; i++) {
    const t = NODES[i];
    sum += (WEIGHTS[i] * (Math.exp(-t) - Math.exp(-t * p) * repeatedProduct(1 - t, q))) / t;
  }
  return sum;
}
