/** The mass of the densest ball of the data, and by how much chance alone changes it. */
import type { Distribution } from '../../core/gan/targets/_target.js';
import { squaredDistance } from '../../core/math/geometry/distances.js';
import { isSampled } from '../../density/known-density.js';
import { MissingPartError } from '../../density/samples/samples-snapshot.js';
import { LEVEL_DEVIATIONS } from './level.js';
import { targetDraws } from './reference-draws.js';
import type { Absent, RunTrace } from './run-trace.js';

const MAX_COORDINATES = 4e8; // of distances between draws: about a second
const MAX_DRAWS = 2000;
const MIN_DRAWS = 200;
const MIN_SAMPLES = 50; // of fewer, the data's densest ball is at a place by chance, and its mass too small

/**
 * What latent-collapse over so many samples of the data stays below with probability 1 - `LEVEL`: the count of the densest ball, of
 * mass m, is Poisson with mean n m, and its logarithm has a variance of 1 / (n m); the data's samples add their own where their mass
 * is counted too.
 */
export function largestCrowding(
  target: Distribution,
  radius: number,
  { samples, realSamples }: Pick<RunTrace, 'samples' | 'realSamples'>,
): number | Absent {
  const counted = isSampled(target) ? [samples, realSamples] : [samples];
  if (Math.min(...counted) < MIN_SAMPLES)
    return { absent: `latent-collapse says little of fewer than ${MIN_SAMPLES} samples` };
  const mass = densestMass(target, radius);
  if (typeof mass !== 'number') return mass;
  if (mass === 0) return { absent: 'no ball of this radius holds two of the data, so that chance alone crowds it' };
  const variance = counted.reduce((sum, count) => sum + 1 / (count * mass), 0);
  return Math.exp(LEVEL_DEVIATIONS * Math.sqrt(variance));
}

/** The centre is chosen on one half of the draws, its mass counted on the other. */
function densestMass(target: Distribution, radius: number): number | Absent {
  const ofTarget = cache.get(target) ?? new Map<number, number | Absent>();
  cache.set(target, ofTarget);
  if (!ofTarget.has(radius)) ofTarget.set(radius, computeMass(target, radius));
  return ofTarget.get(radius)!;
}

const cache = new WeakMap<Distribution, Map<number, number | Absent>>();

function computeMass(target: Distribution, radius: number): number | Absent {
  const { dim } = target;
  const affordable = Math.floor(Math.sqrt(MAX_COORDINATES / dim));
  let x: Float64Array;
  try {
    x = targetDraws(target, Math.max(MIN_DRAWS, Math.min(MAX_DRAWS, affordable)));
  } catch (error) {
    if (error instanceof MissingPartError) return { absent: error.message };
    throw error;
  }
  const half = (x.length / dim) >> 1;
  const squaredRadius = radius * radius;
  const inBall = (centre: number, from: number, to: number) => {
    let count = 0;
    for (let row = from; row < to; row++) if (squaredDistance(x, centre, x, row, dim) < squaredRadius) count++;
    return count;
  };
  let [best, most] = [0, -1];
  for (let centre = 0; centre < half; centre++) {
    const count = inBall(centre, 0, half);
    if (count > most) [best, most] = [centre, count];
  }
  return inBall(best, half, x.length / dim) / (x.length / dim - half);
}
