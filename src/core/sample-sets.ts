/** How papers drew their data where it was not afresh: from a fixed set, or one mode after the other. */
import type { FloatArray } from './engine/program.js';
import { type Stream, stream } from './math/random.js';
import type { Distribution } from './target.js';

/**
 * A fixed set of `points` draws, from which every batch is drawn with replacement. The set is named after the target
 * and is the same for every seed; the density, the modes and the bounds stay those that it was drawn from.
 */
export function fixedSet(name: string, points: number, distribution: Distribution): Distribution {
  const { dim } = distribution;
  let set: Float64Array | undefined;
  return {
    ...distribution,
    points,
    sample(out, draws) {
      if (!set) {
        set = new Float64Array(points * dim);
        distribution.sample(set, stream({ seed: 0, purpose: `target/${name}`, step: 0 }));
      }
      drawRows(out, { set, dim, draws });
    },
  };
}

/** The rows of `set`, of which nothing else is known. Throws a sentence that begins with `name` where they are all one. */
export function finiteSet(set: Float64Array, dim: number, name: string): Distribution {
  const columns = Array.from({ length: dim }, (_, i) => extentOf(set, dim, i));
  const spreads = columns.map(({ std }) => std).filter((std) => std > 0);
  if (spreads.length === 0) throw new Error(`${name}: all rows are the same`);
  return {
    dim,
    points: set.length / dim,
    sample: (out, draws) => drawRows(out, { set, dim, draws }),
    bounds: columns.map(({ low, high }) => ({ low, high })),
    scale: Math.min(...spreads),
  };
}

/** With replacement. */
function drawRows(
  out: FloatArray,
  { set, dim, draws }: { readonly set: Float64Array; readonly dim: number; readonly draws: Stream },
): void {
  const points = set.length / dim;
  for (let at = 0; at < out.length; at += dim) {
    const from = draws.integer(points) * dim;
    for (let i = 0; i < dim; i++) out[at + i] = set[from + i];
  }
}

/** Of one column; its standard deviation is 0 where all of it is one number. */
function extentOf(set: Float64Array, dim: number, column: number) {
  let [low, high, sum, squares] = [Infinity, -Infinity, 0, 0];
  const points = set.length / dim;
  for (let at = column; at < set.length; at += dim) {
    low = Math.min(low, set[at]);
    high = Math.max(high, set[at]);
    sum += set[at];
  }
  for (let at = column; at < set.length; at += dim) squares += (set[at] - sum / points) ** 2;
  return { low, high, std: low === high ? 0 : Math.sqrt(squares / points) };
}

/** Row k of a batch comes from part k modulo the number of parts, so that each has an equal share of every batch. */
export function stratified(parts: readonly Distribution[], whole: Distribution): Distribution {
  const { dim } = whole;
  return {
    ...whole,
    sample(out, draws) {
      for (let at = 0; at < out.length; at += dim)
        parts[(at / dim) % parts.length].sample(out.subarray(at, at + dim), draws);
    },
  };
}
