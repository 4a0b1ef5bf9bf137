/** What D says, and how much of it is data there, bin by bin: a reliability diagram. */
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { type Judged, judgedProbabilities } from './_mean.js';

/** One number a bin. */
export interface Reliability {
  /** Of (p + q)/2: sums to one. */
  readonly mass: Float64Array;
  /** Mass times D. */
  readonly said: Float64Array;
  /** Mass times the share of it that is data: half of p's mass. */
  readonly data: Float64Array;
}

/** Bins of equal width between 0 and 1. Absent where D's score is no probability. */
export async function reliability(
  snapshot: Snapshot,
  bins: number,
): Promise<Reliability | { readonly absent: string }> {
  const judged = await judgedProbabilities(snapshot);
  return 'absent' in judged ? judged : binned(judged, bins);
}

function binned({ score, probability, p, q }: Judged, bins: number): Reliability {
  const [mass, said, data] = [new Float64Array(bins), new Float64Array(bins), new Float64Array(bins)];
  for (let i = 0; i < score.length; i++) {
    const D = probability.of(score[i]);
    const bin = Math.min(bins - 1, Math.floor(D * bins)); // D = 1 belongs to the last
    const both = (p[i] + q[i]) / 2;
    mass[bin] += both;
    said[bin] += D * both;
    data[bin] += p[i] / 2;
  }
  return { mass, said, data };
}
