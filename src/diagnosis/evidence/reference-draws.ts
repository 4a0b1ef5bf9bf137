/** Draws of the target itself, for references that have no closed form. The same for every run: a diagnosis is a pure function. */
import type { Distribution } from '../../core/gan/targets/_target.js';
import { stream } from '../../core/math/random/random.js';

/** `rows` rows: of an empirical distribution its own, at most all of them; of others fresh draws. */
export function targetDraws(target: Distribution, rows: number): Float64Array {
  const ofTarget = cache.get(target) ?? new Map<number, Float64Array>();
  cache.set(target, ofTarget);
  const known = ofTarget.get(rows);
  if (known) return known;
  const count = target.rows ? Math.min(rows, target.rows.length / target.dim) : rows;
  const x = new Float64Array(count * target.dim);
  target.sample(x, stream({ seed: 0, purpose: 'diagnosis/reference', step: 0 }));
  ofTarget.set(rows, x);
  return x;
}

const cache = new WeakMap<Distribution, Map<number, Float64Array>>();
