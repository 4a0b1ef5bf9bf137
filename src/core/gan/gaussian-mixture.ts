/** Mixtures of axis-aligned Gaussians, which most targets are. */

import type { FloatArray } from '../engine/program.js';
import { maximum, minimum } from '../math/long-lists.js';
import type { Stream } from '../math/random/random.js';
import { logSumExp, normalCdf } from '../math/special/special.js';
import type { Distribution, Mode } from './targets/_target.js';

const BOUND_STDS = 6.5; // excludes 8e-11 of the mass per coordinate, less than 1e-9 in up to 12 coordinates

/** The density sum_k w_k N(x; mean_k, diag(std_k^2)). The weights are divided by their sum. */
export function gaussianMixture(given: readonly Mode[]): Distribution {
  const total = given.reduce((sum, { weight }) => sum + weight, 0);
  const modes = given.map((mode) => ({ ...mode, weight: mode.weight / total }));
  const dim = modes[0].mean.length;
  return {
    dim,
    sample: sampler(modes, dim),
    logDensity: logDensityOf(modes, dim),
    ...(dim === 1 && { cdf: cdfOf(modes) }),
    modes,
    bounds: modes[0].mean.map((_, i) => ({
      low: minimum(modes.map(({ mean, std }) => mean[i] - BOUND_STDS * std[i])),
      high: maximum(modes.map(({ mean, std }) => mean[i] + BOUND_STDS * std[i])),
    })),
    scale: minimum(modes.flatMap(({ std }) => std)),
  };
}

/** Modes at `means` with equal weights and standard deviations. */
export function equalModes(means: readonly (readonly number[])[], std: number): Distribution {
  return gaussianMixture(means.map((mean) => ({ mean, std: mean.map(() => std), weight: 1 })));
}

function sampler(modes: readonly Mode[], dim: number) {
  const reached = new Float64Array(modes.length);
  modes.reduce((sum, { weight }, k) => {
    reached[k] = sum + weight;
    return reached[k];
  }, 0);
  const means = Float64Array.from(modes.flatMap(({ mean }) => mean));
  const stds = Float64Array.from(modes.flatMap(({ std }) => std));
  let choices = new Float64Array(0); // kept, because every step of training draws as many
  return (out: FloatArray, stream: Stream): void => {
    stream.fillNormal(out);
    const rows = out.length / dim;
    if (choices.length !== rows) choices = new Float64Array(rows);
    if (modes.length > 1) stream.fillUniform(choices);
    for (let row = 0, at = 0; row < rows; row++) {
      const k = modes.length > 1 ? dim * pick(reached, choices[row]) : 0;
      for (let i = 0; i < dim; i++, at++) out[at] = means[k + i] + stds[k + i] * out[at];
    }
  };
}

/** The first k with u < w_0 + ... + w_k, searched from where it would be if all weights were equal. */
function pick(reached: Float64Array, u: number): number {
  const last = reached.length - 1;
  let k = Math.floor(u * reached.length);
  while (k > 0 && u < reached[k - 1]) k--;
  while (k < last && u >= reached[k]) k++;
  return k;
}

/** By log-sum-exp, which is finite in far tails, where the density itself underflows. */
function logDensityOf(modes: readonly Mode[], dim: number) {
  const means = Float64Array.from(modes.flatMap(({ mean }) => mean));
  const inverses = Float64Array.from(modes.flatMap(({ std }) => std.map((s) => 1 / s)));
  const peaks = modes.map(
    ({ std, weight }) => Math.log(weight) - std.reduce((sum, s) => sum + Math.log(s * Math.sqrt(2 * Math.PI)), 0),
  );
  return (x: FloatArray): Float64Array => {
    const result = new Float64Array(x.length / dim);
    const terms = new Float64Array(modes.length);
    for (let row = 0; row < result.length; row++) {
      for (let k = 0; k < terms.length; k++) {
        let squares = 0;
        for (let i = 0; i < dim; i++) {
          const t = (x[row * dim + i] - means[k * dim + i]) * inverses[k * dim + i];
          squares += t * t;
        }
        terms[k] = peaks[k] - squares / 2;
      }
      result[row] = logSumExp(terms);
    }
    return result;
  };
}

function cdfOf(modes: readonly Mode[]) {
  return (x: number): number =>
    modes.reduce((sum, { mean, std, weight }) => sum + weight * normalCdf((x - mean[0]) / std[0]), 0);
}
