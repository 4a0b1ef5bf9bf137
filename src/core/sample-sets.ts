/** How papers drew their data where it was not afresh: from a fixed set, or one mode after the other. */
import { stream } from './math/random.js';
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
      for (let at = 0; at < out.length; at += dim) {
        const from = draws.integer(points) * dim;
        for (let i = 0; i < dim; i++) out[at + i] = set[from + i];
      }
    },
  };
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
