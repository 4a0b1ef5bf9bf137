/** How much a finer cut of the latent plane changed p_g's divergences: the error that a user can see. */
import type { Comparison } from '../comparison.js';
import { jensenShannon, klDivergenceQP } from '../divergences.js';

/** What the straight lines between corners cost, as far as half as many of them can tell. */
export function refinement(fine: Comparison, coarse: () => Comparison, from: string): string {
  const half = coarse();
  const change = (of: (comparison: Comparison) => number) => {
    const [from, to] = [of(half), of(fine)];
    return from === to ? '0' : (to - from).toPrecision(2);
  };
  return `${from}, js changed by ${change(jensenShannon)} and kl-q-p by ${change(klDivergenceQP)}`;
}

/** The corners of the mesh of half as many cells a side, which are among those of `cells`. */
export function everyOther(x: Float64Array, cells: number): Float64Array {
  const side = cells / 2 + 1;
  return Float64Array.from({ length: 2 * side * side }, (_, k) => {
    const [row, column] = [Math.floor(k / 2 / side), Math.floor(k / 2) % side];
    return x[2 * (2 * row * (cells + 1) + 2 * column) + (k % 2)];
  });
}
