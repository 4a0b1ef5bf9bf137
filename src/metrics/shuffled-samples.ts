/** Samples from files, ready for metrics: shuffled. */

import { finiteSet } from '../core/gan/targets/_sample-sets.js';
import type { Distribution } from '../core/gan/targets/_target.js';
import { type Stream, stream } from '../core/math/random/random.js';
import { type Samples, unknownTarget } from '../density/samples/samples-snapshot.js';

export interface SampleSources {
  /** Columns of a row. */
  readonly dim: number;
  /** Rows of `dim` numbers. */
  readonly generated: Float64Array;
  /** Rows of `dim` numbers; if left out, samples are drawn from `target`. */
  readonly real?: Float64Array | undefined;
  /** The distribution of the data, if it is known. */
  readonly target?: Distribution | undefined;
  /** Whether `generated` may be shuffled in place, which saves a copy. */
  readonly inPlace?: boolean | undefined;
}

/**
 * All rows of both sides, shuffled with a fixed seed: metrics with a limit use the first rows, and files are often sorted. Data that is
 * not given is all rows of a target that is a file, or as many draws of another target as `generated` has. Throws without `real` and
 * `target`. Without a target it is the empirical distribution of the rows of `real`.
 */
export function shuffledSamples({ dim, generated, real: given, target, inPlace = false }: SampleSources): Samples {
  const real = given ?? target?.rows; // a file is the same data whether it is named as the target or as samples
  if (!target && !real) throw new Error('shuffledSamples: needs a target, or samples of the data');
  const random = (purpose: string) => stream({ seed: 0, purpose: `score/${purpose}`, step: 0 });
  const data = real ? shuffle(real.slice(), dim, random('shuffle/real')) : new Float64Array(generated.length);
  if (!real) target!.sample(data, random('real'));
  return {
    target: target ?? targetOfRows(real!, dim),
    generated: shuffle(inPlace ? generated : generated.slice(), dim, random('shuffle/generated')),
    real: data,
  };
}

/** The empirical distribution of the rows; where all are equal it has no scale, and nothing is drawn from it. */
function targetOfRows(rows: Float64Array, dim: number): Distribution {
  return rows.some((value, i) => value !== rows[i % dim]) ? finiteSet(rows, dim, 'real') : unknownTarget(rows, dim);
}

/** Fisher-Yates shuffle of the rows, in place. */
function shuffle(out: Float64Array, dim: number, random: Stream): Float64Array {
  const row = new Float64Array(dim);
  for (let last = out.length / dim - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    row.set(out.subarray(other * dim, (other + 1) * dim));
    out.copyWithin(other * dim, last * dim, (last + 1) * dim);
    out.set(row, last * dim);
  }
  return out;
}
