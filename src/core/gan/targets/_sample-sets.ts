/** How papers drew their data where it was not afresh: from a fixed set, or one mode after the other. */
import type { FloatArray } from '../../engine/program.js';
import { type Stream, stream } from '../../math/random/random.js';
import type { Distribution } from './_target.js';

/**
 * Batches are drawn with replacement from a fixed set of `points` draws, named after the target and the same for every
 * seed. The law stays the one that the set was drawn from, and so does what measures compare with: fresh draws of it.
 */
export function fixedSet(name: string, points: number, distribution: Distribution): Distribution {
  const { dim } = distribution;
  let set: Float64Array | undefined;
  return {
    ...distribution,
    training: {
      points,
      sample(out, draws) {
        if (!set) {
          set = new Float64Array(points * dim);
          const { sample } = distribution.training ?? distribution;
          sample(set, stream({ seed: 0, purpose: `target/${name}`, step: 0 }));
        }
        drawRows(out, { set, dim, draws });
      },
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
    ...drawnFrom(set, dim),
    bounds: columns.map(({ low, high }) => ({ low, high })),
    scale: Math.min(...spreads),
  };
}

/** As many samples as were asked for; of a law known from its rows alone, no more than there are of those. */
export function availableSamples(target: Distribution | null | undefined, wanted: number): number {
  return target?.rows ? Math.min(wanted, target.rows.length / target.dim) : wanted;
}

/** `count` of the rows, and a law of which only the others are known: what is drawn of it was not among the first. */
export function splitRows(
  { rows, ...known }: Distribution & Required<Pick<Distribution, 'rows'>>,
  count: number,
  draws: Stream,
): { readonly taken: Float64Array; readonly others: Distribution } {
  const all = new Float64Array(rows.length);
  dealRows(all, { set: rows, dim: known.dim, draws });
  const taken = all.slice(0, count * known.dim);
  return { taken, others: { ...known, ...drawnFrom(all.slice(taken.length), known.dim) } };
}

/** Neighbours and distances mean nothing among copies: a sample holds each row once before any comes again. */
function drawnFrom(set: Float64Array, dim: number): Pick<Distribution, 'rows' | 'sample' | 'training'> {
  return {
    rows: set,
    sample: (out, draws) => dealRows(out, { set, dim, draws }),
    training: { points: set.length / dim, sample: (out, draws) => drawRows(out, { set, dim, draws }) },
  };
}

interface Drawing {
  readonly set: Float64Array;
  readonly dim: number;
  readonly draws: Stream;
}

/** With replacement. */
function drawRows(out: FloatArray, { set, dim, draws }: Drawing): void {
  const points = set.length / dim;
  for (let at = 0; at < out.length; at += dim) {
    const from = draws.integer(points) * dim;
    for (let i = 0; i < dim; i++) out[at + i] = set[from + i];
  }
}

/** Without replacement, until the set is used up and is dealt again. */
function dealRows(out: FloatArray, { set, dim, draws }: Drawing): void {
  const order = Uint32Array.from({ length: set.length / dim }, (_, row) => row);
  for (let at = 0; at < out.length; at += dim) {
    const dealt = (at / dim) % order.length;
    const other = dealt + draws.integer(order.length - dealt);
    const row = order[other];
    order[other] = order[dealt];
    order[dealt] = row;
    for (let i = 0; i < dim; i++) out[at + i] = set[row * dim + i];
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

/** In training row k of a batch comes from part k modulo the number of parts: each has an equal share of every batch. */
export function stratified(parts: readonly Distribution[], whole: Distribution): Distribution {
  const { dim } = whole;
  return {
    ...whole,
    training: {
      strata: parts.length,
      sample(out, draws) {
        for (let at = 0; at < out.length; at += dim)
          parts[(at / dim) % parts.length].sample(out.subarray(at, at + dim), draws);
      },
    },
  };
}
