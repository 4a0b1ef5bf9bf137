/** G's samples, each given to the mode that it belongs to, if it is near enough to one. */
import { z } from 'zod';
import { type Plain, scalar } from '../../core/gan/options.js';
import type { Distribution, Mode } from '../../core/gan/targets/_target.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';

/** What all mode metrics mean by a high-quality sample. */
export const qualityOptions = {
  rule: z
    .enum(['l2', 'box'])
    .default('l2')
    .describe(
      'l2: Mahalanobis distance to the nearest mode; box: every coordinate, first mode that matches. By either, coordinates in which the mode is exact must be equal',
    ),
  radius: scalar({ description: 'standard deviations within which a sample is of high quality', default: 3, above: 0 }),
};

export type Quality = Plain<typeof qualityOptions>;

export interface Assigned {
  /** High-quality samples of each mode. */
  readonly counts: readonly number[];
  /** Their sum. */
  readonly total: number;
  /** Samples looked at. */
  readonly n: number;
  /** The target's mode weights; they sum to one. */
  readonly weights: readonly number[];
}

/** Of the samples that every metric of the snapshot shares. */
export function highQualitySamples(
  snapshot: Snapshot,
  quality: Quality,
): Promise<Assigned | { readonly absent: string }> {
  const { target, sampleCount: n } = snapshot;
  return snapshot.share(`modes/${quality.rule}/${quality.radius}`, async () => {
    const { modes, unknown = 'the target has no modes' } = target;
    if (!modes?.length) return { absent: unknown };
    const { generated } = await snapshot.samples();
    if (!generated.every(Number.isFinite)) return { absent: "G's output is not finite" };
    const counts = assign(generated, { ...target, modes }, quality);
    const all = modes.reduce((sum, { weight }) => sum + weight, 0);
    return {
      counts,
      total: counts.reduce((sum, count) => sum + count, 0),
      n,
      weights: modes.map(({ weight }) => weight / all),
    };
  });
}

/** Strictly inside the radius, as in PacGAN's code. */
function assign(
  x: Float64Array,
  { modes, dim }: Distribution & { modes: readonly Mode[] },
  quality: Quality,
): number[] {
  const counts = modes.map(() => 0);
  const distance = quality.rule === 'l2' ? squaredMahalanobis : squaredLargest;
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
  return counts;
}

function squaredMahalanobis(x: Float64Array, at: number, mode: Mode): number {
  let sum = 0;
  for (let i = 0; i < mode.mean.length; i++) sum += deviation(x[at + i], mode, i) ** 2;
  return sum;
}

function squaredLargest(x: Float64Array, at: number, mode: Mode): number {
  let largest = 0;
  for (let i = 0; i < mode.mean.length; i++) largest = Math.max(largest, deviation(x[at + i], mode, i) ** 2);
  return largest;
}

/** In standard deviations; of a coordinate in which the mode is exact, any difference is infinitely many. */
function deviation(x: number, { mean, std }: Mode, i: number): number {
  const difference = x - mean[i];
  return difference === 0 ? 0 : difference / std[i];
}
