/** What latent-collapse is at q = p: by how much chance alone crowds the densest ball. */
import type { Distribution } from '../../core/gan/targets/_target.js';
import { minimum } from '../../core/math/long-lists.js';
import { studentQuantileAbove } from '../../core/math/special/beta.js';
import { mean, variance } from '../../core/math/statistics/statistics.js';
import { isSampled } from '../../density/known-density.js';
import { halvesMass, heldOutMass, MAX_BALL_CENTRES } from '../../metrics/latent/_densest-ball.js';
import { LEVEL } from './level.js';
import { affordableRows, drawBlock, perTarget } from './reference-draws.js';
import type { Absent, RunTrace } from './run-trace.js';

const MIN_SAMPLES = 50; // of fewer, the data's densest ball is at a place by chance, and its mass too small
const MAX_BLOCK_ROWS = 1000;
const MIN_BLOCKS = 40;
const MAX_BLOCKS = 100;
const DISTANCES_PER_BLOCK = 2; // passes over a block's pairs, and so over the affordable ones

export interface Crowding {
  /** What latent-collapse over as many samples of the data stays below with probability 1 - `LEVEL`. */
  readonly limit: number;
  /** latent-collapse of a G in one point: the most that there is. */
  readonly largest: number;
}

/** The null of latent-collapse over these numbers of samples of G and of the data. */
export function crowdingOf(
  target: Distribution,
  radius: number,
  { samples, realSamples }: Pick<RunTrace, 'samples' | 'realSamples'>,
): Crowding | Absent {
  if (target.unknown) return { absent: target.unknown };
  if (Math.min(samples, realSamples, rowCount(target)) < MIN_SAMPLES)
    return { absent: `latent-collapse says little of fewer than ${MIN_SAMPLES} samples` };
  return crowding(target, radius, Math.min(MAX_BALL_CENTRES, samples), Math.min(MAX_BALL_CENTRES, realSamples));
}

/**
 * From the metric itself on blocks of m draws, m = n where that can be afforded, for each side with its own n: the logarithms of both
 * masses, their means and variances, and Student's quantile. A variance falls at least as 1 / m, and of m of N rows, drawn without replacement, is
 * 1 - m / N of that of m fresh ones (the delete-d jackknife: Shao and Wu 1989, doi:10.1214/aos/1176347263). q's mass is below p's,
 * whose centre is chosen among twice as many; where m < n this difference is larger than that of n, and left out.
 */
const crowding = perTarget((target, radius: number, n: number, nReal: number): Crowding | Absent => {
  const { dim } = target;
  const ball = { dim, squaredRadius: radius * radius };
  const rows = rowCount(target);
  const affordable = affordableRows(DISTANCES_PER_BLOCK * MIN_BLOCKS * dim, {
    min: MIN_SAMPLES,
    max: MAX_BLOCK_ROWS,
  });
  const [m, mReal] = [n, nReal].map((size) => Math.min(size, affordable, Math.floor(rows / 2)));
  const count = Math.min(MAX_BLOCKS, Math.floor(MIN_BLOCKS * (affordable / Math.max(m, mReal)) ** 2));
  const heldOut = isSampled(target) ? null : drawBlock(target, heldOutRows(dim), 0);
  const blocks = Array.from({ length: count }, (_, block) => drawBlock(target, m, block + 1));
  const ofQ = blocks.map((block) => halvesMass(block, ball));
  const realBlocks = m === mReal ? blocks : blocks.map((_, block) => drawBlock(target, mReal, count + block + 1));
  const ofP = heldOut
    ? realBlocks.map((block) => heldOutMass(block, heldOut, ball))
    : realBlocks.map((block) => halvesMass(block, ball));
  if (minimum(ofQ) === 0 || minimum(ofP) === 0)
    return {
      absent: `no ball of this radius surely holds two of ${Math.min(m, mReal)} samples of the data: chance alone crowds it`,
    };
  const [q, p] = [ofQ, ofP].map(momentsOfLogs);
  const scaled = (variance: number, block: number, size: number) => (variance * block) / (size * (1 - block / rows));
  const variance = scaled(q.variance, m, n) + scaled(p.variance, mReal, nReal);
  // More samples find a denser ball.
  const isWhole = m === n && mReal === nReal;
  const difference = isWhole ? q.mean - p.mean : m === mReal ? 0 : Math.max(0, q.mean - p.mean);
  const noise = studentQuantileAbove(LEVEL, count - 1) * Math.sqrt(variance * (1 + 1 / count));
  return { limit: Math.exp(difference + noise), largest: Math.exp(-p.mean) };
});

/** Infinity where fresh draws can be had. */
function rowCount({ rows, dim }: Distribution): number {
  return rows ? rows.length / dim : Infinity;
}

const MAX_HELD_OUT_ROWS = 20_000;
const MAX_HELD_OUT_COORDINATES = 4e6; // 32 MB

function heldOutRows(dim: number): number {
  return Math.min(MAX_HELD_OUT_ROWS, Math.floor(MAX_HELD_OUT_COORDINATES / dim));
}

function momentsOfLogs(masses: readonly number[]): { readonly mean: number; readonly variance: number } {
  const logs = masses.map(Math.log);
  return { mean: mean(logs), variance: variance(logs, 1) };
}
