/** Assigns G's samples to the modes of the target: a sample near enough to a mode is of high quality. */

import { z } from 'zod';
import { type PlainOptions, scalar } from '../../core/gan/options.js';
import type { Distribution, Mode } from '../../core/gan/targets/_target.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { plural } from '../../core/text/words.js';
import { centresOf, sumByCentre } from './_centres.js';

/** Options of every mode metric: which samples are of high quality. */
export const qualityOptions = {
  rule: z
    .enum(['l2', 'box'])
    .default('l2')
    .describe(
      'l2: Mahalanobis distance to the nearest mode; box: every coordinate, first mode that matches. A coordinate of ' +
        'standard deviation 0 must be equal',
    ),
  radius: scalar({
    description: 'largest distance of a high-quality sample from its mode, in standard deviations',
    default: 3,
    above: 0,
  }),
};

export type Quality = PlainOptions<typeof qualityOptions>;

export interface ModeAssignment {
  /** Number of high-quality samples of each mode; modes with one centre are one. */
  readonly counts: readonly number[];
  /** Their sum. */
  readonly total: number;
  /** Number of samples, of any quality. */
  readonly n: number;
  /** The target's mode weights; they sum to 1. */
  readonly weights: readonly number[];
}

/** The assignment of the snapshot's samples, shared by all mode metrics. */
export function highQualitySamples(
  snapshot: Snapshot,
  quality: Quality,
): Promise<ModeAssignment | { readonly absent: string }> {
  const { target, sampleCount: n } = snapshot;
  return snapshot.share(`modes/${quality.rule}/${quality.radius}`, async () => {
    const { modes, unknown = 'the target has no modes' } = target;
    if (!modes?.length) return { absent: unknown };
    const { generated } = await snapshot.samples();
    if (!generated.every(Number.isFinite)) return { absent: "G's output is not finite" };
    const counts = modeCounts(generated, { ...target, modes }, quality);
    return {
      counts,
      total: counts.reduce((sum, count) => sum + count, 0),
      n,
      weights: normalizedWeights(modes),
    };
  });
}

/** The weights of the modes' distinct centres, scaled to sum to 1. */
export function normalizedWeights(modes: readonly Mode[]): readonly number[] {
  const sum = modes.reduce((total, { weight }) => total + weight, 0);
  return sumByCentre(
    modes.map(({ weight }) => weight / sum),
    centresOf(modes),
  );
}

/** How mode metrics of high-quality samples are estimated. */
export async function highQualityEstimator({ sampleCount }: Snapshot): Promise<string> {
  return `the high-quality ones of ${plural(sampleCount, 'sample')}`;
}

/** High-quality samples of each distinct centre: strictly inside the radius of a mode, as in PacGAN's code. */
export function modeCounts(
  x: Float64Array,
  { modes, dim }: Distribution & { modes: readonly Mode[] },
  quality: Quality,
): number[] {
  const counts = modes.map(() => 0);
  const distance = quality.rule === 'l2' ? squaredMahalanobis : squaredChebyshev;
  const limit = quality.radius ** 2;
  for (let row = 0; row < x.length / dim; row++) {
    let nearest = -1;
    let least = limit;
    for (let k = 0; k < modes.length; k++) {
      const d = distance(x, row * dim, modes[k]);
      if (!(d < least)) continue;
      nearest = k;
      least = d;
      if (quality.rule === 'box') break;
    }
    if (nearest >= 0) counts[nearest]++;
  }
  return sumByCentre(counts, centresOf(modes));
}

export function squaredMahalanobis(x: Float64Array, at: number, mode: Mode): number {
  let sum = 0;
  for (let i = 0; i < mode.mean.length; i++) sum += deviation(x[at + i], mode, i) ** 2;
  return sum;
}

function squaredChebyshev(x: Float64Array, at: number, mode: Mode): number {
  let largest = 0;
  for (let i = 0; i < mode.mean.length; i++) largest = Math.max(largest, deviation(x[at + i], mode, i) ** 2);
  return largest;
}

/** In standard deviations; infinite for any difference in a coordinate of standard deviation 0. */
function deviation(x: number, { mean, std }: Mode, i: number): number {
  const difference = x - mean[i];
  return difference === 0 ? 0 : difference / std[i];
}
