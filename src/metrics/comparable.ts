/** Samples from files, made ready for metrics: in no order, and as many of the generator as of the data. */

import { samplesIn } from '../core/gan/targets/_sample-sets.js';
import type { Distribution } from '../core/gan/targets/_target.js';
import { type Stream, stream } from '../core/math/random/random.js';
import { type Samples, unknownTarget } from '../density/samples/samples-snapshot.js';

export interface Sources {
  readonly dim: number;
  /** Rows of `dim`. */
  readonly generated: Float64Array;
  /** Without a target, all that is known of the data. */
  readonly real?: Float64Array | undefined;
  readonly target?: Distribution | undefined;
}

/**
 * Metrics that cannot look at all samples look at the first ones, and files are often sorted: so the rows are shuffled,
 * the same way every time. Of the longer side only as many rows are kept as the shorter has; a
 * file as the target is such a side.
 */
export function comparable({ dim, generated, real, target }: Sources): Samples {
  if (!target && !real) throw new Error('samples are compared with a target, or with samples of the data');
  const both = Math.min(generated.length, real?.length ?? Infinity) / dim;
  const rows = target ? samplesIn(target, both) : both;
  const random = (purpose: string) => stream({ seed: 0, purpose: `score/${purpose}`, step: 0 });
  const some = (x: Float64Array, purpose: string) => shuffled(x, dim, random(purpose)).subarray(0, rows * dim);
  const data = real ? some(real, 'shuffle/real') : new Float64Array(rows * dim);
  if (!real) target!.sample(data, random('real'));
  return { target: target ?? unknownTarget(data, dim), generated: some(generated, 'shuffle/generated'), real: data };
}

/** Fisher and Yates' shuffle of the rows, in a copy. */
function shuffled(x: Float64Array, dim: number, random: Stream): Float64Array {
  const out = x.slice();
  const row = new Float64Array(dim);
  for (let last = out.length / dim - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    row.set(out.subarray(other * dim, (other + 1) * dim));
    out.copyWithin(other * dim, last * dim, (last + 1) * dim);
    out.set(row, last * dim);
  }
  return out;
}
