/** Draws of the target itself, for references that have no closed form. The same for every run: a diagnosis is a pure function. */
import type { Distribution } from '../../core/gan/targets/_target.js';
import { stream } from '../../core/math/random/random.js';
import { MissingPartError } from '../../density/samples/samples-snapshot.js';
import type { Absent } from './run-trace.js';

/** `compute` once for each target and what else it is given; a target's values are kept as long as the target. */
export function perTarget<Given extends readonly (string | number | undefined)[], Value>(
  compute: (target: Distribution, ...given: Given) => Value,
): (target: Distribution, ...given: Given) => Value {
  const cache = new WeakMap<Distribution, Map<string, Value>>();
  return (target, ...given) => {
    const ofTarget = cache.get(target) ?? new Map<string, Value>();
    cache.set(target, ofTarget);
    const key = given.join(' ');
    if (!ofTarget.has(key)) ofTarget.set(key, compute(target, ...given));
    return ofTarget.get(key) as Value;
  };
}

/** `rows` rows: of an empirical distribution its own, at most all of them; of others fresh draws. */
export const targetDraws = perTarget((target, rows: number) => drawBlock(target, rows, 0));

/** The same, of a block that is independent of others; of an empirical distribution random rows, each at most once. */
export function drawBlock(target: Distribution, rows: number, block: number): Float64Array {
  const count = target.rows ? Math.min(rows, target.rows.length / target.dim) : rows;
  const x = new Float64Array(count * target.dim);
  target.sample(x, stream({ seed: 0, purpose: 'diagnosis/reference', step: block }));
  return x;
}

/** Draws of the target, at most `rows`; absent where none can be drawn. */
export function drawsOrReason(target: Distribution, rows: number): Float64Array | Absent {
  try {
    return targetDraws(target, rows);
  } catch (error) {
    if (error instanceof MissingPartError) return { absent: error.message };
    throw error;
  }
}

const MAX_COORDINATES = 4e8; // of distances between rows: about a second

/** The number of rows between which all distances can be afforded, in so many dimensions. */
export function affordableRows(dim: number, { min, max }: { readonly min: number; readonly max: number }): number {
  return Math.max(min, Math.min(max, Math.floor(Math.sqrt(MAX_COORDINATES / dim))));
}
