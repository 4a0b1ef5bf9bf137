/** The arrays that a run leaves for its report, by path inside its folder; readable by numpy. */

import type { NpyArray } from '../../core/files/npy.js';
import type { FigureOne } from '../../metrics/figure-one.js';
import type { Measured } from './measure.js';

/** `dim`: of the samples; null where the game makes none. */
export function arraysOf(measured: readonly Measured[], dim: number | null): Record<string, NpyArray> {
  if (measured.length === 0) return {};
  const steps = { shape: [measured.length], data: Float64Array.from(measured, ({ step }) => step) };
  return { ...(dim !== null && sampleArrays(measured, steps, dim)), ...vectorArrays(measured, steps) };
}

function sampleArrays(measured: readonly Measured[], steps: NpyArray, dim: number): Record<string, NpyArray> {
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

/** Metrics that give more than a number: rows of `curves/<column>.npy`, one a step, NaN where it is absent. */
function vectorArrays(measured: readonly Measured[], steps: NpyArray): Record<string, NpyArray> {
  const arrays = measured[0].vectors.flatMap(({ metric }, k): [string, NpyArray][] => {
    const rows = measured.map(({ vectors }) => vectors[k].reading);
    const present = rows.find((row) => 'data' in row);
    if (!present) return [];
    const { shape, data } = present;
    const absent = new Float64Array(data.length).fill(Number.NaN);
    const all = rows.map((row) => ('data' in row ? row.data : absent));
    return [[`curves/${metric}.npy`, { shape: [rows.length, ...shape], data: float64(all, data.length) }]];
  });
  return arrays.length > 0 ? { 'curves/steps.npy': steps, ...Object.fromEntries(arrays) } : {};
}

function float64(rows: readonly Float64Array[], length: number): Float64Array {
  const out = new Float64Array(rows.length * length);
  rows.forEach((row, i) => {
    out.set(row, i * length);
  });
  return out;
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
