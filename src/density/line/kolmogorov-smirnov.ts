/** The Kolmogorov-Smirnov distance between q's exact distribution and samples. */
import { cdfAt, type Pushforward } from './pushforward.js';

const ATOM_TOLERANCE = 1e-9; // of the target's scale: a sample this near to an atom belongs to it

/** sup |F_n - F|, taken on both sides of every sample and of every atom. In [0, 1]. */
export function kolmogorovSmirnov(density: Pushforward, samples: Float64Array, scale: number): number {
  const near = ATOM_TOLERANCE * scale;
  const x = snapped(
    samples,
    density.atoms.map((atom) => atom.x),
    near,
  ).sort();
  const reached = cdfAt(density, x);
  const masses = new Map(density.atoms.map(({ x, mass }) => [x, mass]));
  const n = x.length;
  let largest = 0;
  for (let i = 0; i < n; ) {
    let next = i + 1;
    while (next < n && x[next] === x[i]) next++;
    const below = reached[i] - (masses.get(x[i]) ?? 0);
    largest = Math.max(largest, Math.abs(below - i / n), Math.abs(reached[i] - next / n));
    i = next;
  }
  return largest;
}

function snapped(samples: Float64Array, atoms: readonly number[], near: number): Float64Array {
  if (atoms.length === 0) return Float64Array.from(samples);
  return samples.map((sample) => atoms.find((atom) => Math.abs(sample - atom) <= near) ?? sample);
}
