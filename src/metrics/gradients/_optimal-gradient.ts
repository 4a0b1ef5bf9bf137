/** G's gradient under D*, where G is a monotone map of a line: elsewhere D* has poles, or its derivative is not known. */

import { euclideanNorm } from '../../core/math/geometry/distances.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { significant } from '../../core/text/plain-numbers.js';
import type { ScoreAtSamples } from '../../core/training/evaluator.js';
import { hasDensity, type KnownDensity } from '../../density/known-density.js';
import { latentExpectation, latentPanels, type WeightedLatents } from './_latent-quadrature.js';
import { type MonotoneMap, monotoneMap } from './_monotone-map.js';

const MAX_LEFT_OUT = 1e-6; // mass of q where D* has no finite derivative, or where G runs backwards
// Those of differences, which are not exact: a gradient below MIN_NORM has an error above MAX_ERROR.
const MAX_CHANGE = { relative: 1e-7, absolute: 1e-9 };
const MIN_NORM = 1e-6;
const MAX_ERROR = 1e-3; // of the gradient, relative: above, there is no integral to be found
const DATA_STEP = 1e-3; // of differences in x, in standard deviations of the narrowest mode
const LOG_RATIO_STEP = 1e-4; // of differences of the optimal score

type OrAbsent<T> = T | { readonly absent: string };

export interface OptimalGradient {
  readonly gradient: Float64Array;
  readonly points: number;
  /** Relative to the gradient. */
  readonly error: number;
}

/**
 * E_z[l'(s*(G(z))) s*'(G(z)) dG/dtheta], the gradient of G's own loss l with D's optimal score s* as a fixed function of x. Jumps of s*,
 * which a piecewise linear G makes, have no derivative and are not counted.
 */
export function optimalGradient(snapshot: Snapshot): Promise<OrAbsent<OptimalGradient>> {
  return snapshot.share('gradients/optimal', async () => {
    const { target, latent, losses } = snapshot;
    const { optimum, name } = losses.discriminator.loss;
    if (losses.generator.loss.relative) return { absent: `${losses.generator.loss.name} compares scores in pairs` };
    if (typeof optimum !== 'function') return { absent: `${name} has no optimal score: ${optimum.none}` };
    if (target.dim !== 1 || latent.dim !== 1)
      return {
        absent: `the slope of D* is computed for a latent and a target of one dimension, not ${latent.dim} and ${target.dim}`,
      };
    if (!hasDensity(target)) return { absent: "the target's density is not known" };
    const map = await monotoneMap(snapshot);
    const options = losses.discriminator.choice as unknown as Record<string, number>;
    const best = (logRatio: number) => optimum(logRatio, options);
    const sumOver = async ({ z, weights }: WeightedLatents) => {
      const scores = await optimalScores({ map, target, best }, z);
      const isKnown = z.map((_, i) => (Number.isFinite(scores.value[i]) && Number.isFinite(scores.slope[i]) ? 1 : 0));
      const leftOut = weights.reduce((sum, weight, i) => sum + (isKnown[i] ? 0 : weight), 0);
      if (leftOut > MAX_LEFT_OUT) throw new NoSlopeError();
      const known = (of: Float64Array) => of.map((value, i) => (isKnown[i] ? value : 0));
      const otherScore = { value: known(scores.value), slope: known(scores.slope) };
      return snapshot.gradient('generator', {
        z,
        real: new Float64Array(z.length),
        weights: known(weights),
        otherScore,
      });
    };
    const panels = await snapshot.share('gradients/panels', () => latentPanels(snapshot));
    try {
      const { value: gradient, error, points } = await latentExpectation(snapshot, panels, sumOver, MAX_CHANGE);
      const norm = euclideanNorm(gradient);
      if (!Number.isFinite(norm)) return { absent: 'the gradient under D* is not finite' };
      if (norm < MIN_NORM) return { absent: `the gradient under D* is 0, or below ${MIN_NORM}: it has no direction` };
      if (error > MAX_ERROR)
        return { absent: `the gradient under D* is known to a share ${significant(error, 1)} of itself only` };
      return { gradient, error, points };
    } catch (error) {
      if (error instanceof NoSlopeError) return { absent: error.message };
      throw error;
    }
  });
}

class NoSlopeError extends Error {
  override readonly message = 'D* has no finite slope on a part of q: G folds the line or is flat there, or p is 0';
}

interface Known {
  readonly map: MonotoneMap;
  readonly target: KnownDensity;
  best(logRatio: number): number;
}

/** s* at each G(z), and its slope in x; NaN where G runs backwards. */
async function optimalScores({ map, target, best }: Known, z: Float64Array): Promise<ScoreAtSamples> {
  const { x, logDensity, slopeOfLogDensity } = await map.at(z);
  const logP = target.logDensity(x);
  const slopeOfLogP = slopesOf(target, x);
  const logRatio = logP.map((value, i) => value - logDensity[i]);
  const value = logRatio.map(best);
  const slope = logRatio.map(
    (r, i) =>
      ((best(r + LOG_RATIO_STEP) - best(r - LOG_RATIO_STEP)) / (2 * LOG_RATIO_STEP)) *
      (slopeOfLogP[i] - slopeOfLogDensity[i]),
  );
  return { value, slope };
}

/** (log p)'(x), by differences of fourth order that do not reach across breaks of p. */
function slopesOf(target: KnownDensity, x: Float64Array): Float64Array {
  const [{ low, high }] = target.bounds;
  const breaks = [...(target.breaks?.[0] ?? []), low, high];
  const step = x.map((at) =>
    breaks.reduce((least, edge) => Math.min(least, Math.abs(at - edge) / 3), DATA_STEP * target.scale),
  );
  const moved = (times: number) => target.logDensity(x.map((at, i) => at + times * step[i]));
  const [a, b, c, d] = [-2, -1, 1, 2].map(moved);
  return step.map((h, i) => (a[i] - 8 * b[i] + 8 * c[i] - d[i]) / (12 * h));
}
