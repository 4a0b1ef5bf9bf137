/** The arrays that a run leaves for its report, by path inside its folder; readable by numpy. */
import type { FigureOne } from '../metrics/figure-one.js';
import type { Measured } from './measuring.js';
import type { NpyArray } from './store/npy.js';

export function arraysOf(measured: readonly Measured[], dim: number): Record<string, NpyArray> {
  if (measured.length === 0) return {};
  const steps = { shape: [measured.length], data: Float64Array.from(measured, ({ step }) => step) };
  const drawn = measured[0].generated.length / dim;
  const figures = measured.flatMap(({ figure }) => (figure ? [figure] : []));
  return {
    'samples/steps.npy': steps,
    'samples/generated.npy': {
      shape: [measured.length, drawn, dim],
      data: float32(measured.map(({ generated }) => generated)),
    },
    'samples/real.npy': { shape: [drawn, dim], data: float32([measured[0].real]) },
    ...(figures.length === measured.length && { 'curves/steps.npy': steps, ...figureArrays(figures) }),
  };
}

/** Figure 1 over training: rows x, p, q, D, D*; arrows z, G(z); atoms as (index into steps, x, mass). */
function figureArrays(figures: readonly FigureOne[]): Record<string, NpyArray> {
  const [{ x, arrows }] = figures;
  const atoms = figures.flatMap((figure, i) => figure.atoms.map(({ x, mass }) => [i, x, mass]));
  return {
    'curves/figure-1.npy': {
      shape: [figures.length, 5, x.length],
      data: float32(figures.flatMap(({ x, p, q, D, dStar }) => [x, p, q, D, dStar])),
    },
    'curves/arrows.npy': {
      shape: [figures.length, 2, arrows.z.length],
      data: float32(figures.flatMap(({ arrows }) => [arrows.z, arrows.x])),
    },
    ...(atoms.length > 0 && { 'curves/atoms.npy': { shape: [atoms.length, 3], data: float32(atoms) } }),
  };
}

function float32(pieces: readonly ArrayLike<number>[]): Float32Array {
  const out = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}
