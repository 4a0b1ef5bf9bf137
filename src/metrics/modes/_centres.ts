/** Modes with one centre are one mode: it has their weights, and samples near any of them are near it. */
import type { Mode } from '../../core/gan/targets/_target.js';

export interface ModeCentres {
  /** Number of distinct centres. */
  readonly count: number;
  /** The index of each mode's centre, in the order of the first mode at it. */
  readonly of: readonly number[];
}

export function centresOf(modes: readonly Mode[]): ModeCentres {
  const known = cache.get(modes);
  if (known) return known;
  const indices = new Map<string, number>();
  const of = modes.map(({ mean }) => {
    const key = mean.map((value) => value + 0).join(); // -0 is 0
    const index = indices.get(key) ?? indices.size;
    indices.set(key, index);
    return index;
  });
  const centres = { count: indices.size, of };
  cache.set(modes, centres);
  return centres;
}

const cache = new WeakMap<readonly Mode[], ModeCentres>();

/** Sums what belongs to modes by their centres. */
export function sumByCentre(values: readonly number[], { count, of }: ModeCentres): number[] {
  const sums = new Array<number>(count).fill(0);
  values.forEach((value, k) => {
    sums[of[k]] += value;
  });
  return sums;
}
