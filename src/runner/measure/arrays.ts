/** The arrays that a run keeps for its report, by path inside its folder, readable by numpy; written, and read back. */

import type { NpyArray } from '../../core/files/npy.js';
import type { FigureOne } from '../../metrics/figure-one.js';
import type { Measured } from './measure.js';

/** `dim`: of the samples; null where the game produces none. */
export function arraysOf(measured: readonly Measured[], dim: number | null): Record<string, NpyArray> {
  if (measured.length === 0) return {};
  const steps = { shape: [measured.length], data: Float64Array.from(measured, ({ step }) => step) };
  return { ...(dim !== null && sampleArrays(measured, steps, dim)), ...vectorArrays(measured, steps) };
}

function sampleArrays(measured: readonly Measured[], steps: NpyArray, dim: number): Record<string, NpyArray> {
  const drawn = measured[0].generated.length / dim;
  // Where G's samples could not be drawn at a step, as the metrics then say, there is nothing to draw of the run.
  if (drawn === 0 || measured.some(({ generated }) => generated.length !== drawn * dim)) return {};
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

/** Metrics that give more than one number: rows of `curves/<column>.npy`, one a step, NaN where absent. */
function vectorArrays(measured: readonly Measured[], steps: NpyArray): Record<string, NpyArray> {
  const arrays = measured[0].vectors.flatMap(({ metric }, k): [string, NpyArray][] => {
    const rows = measured.map(({ vectors }) => vectors[k].value);
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

/** The inverse of `arraysOf` at one step. `t`: the step's index among the measured ones. */
export function drawnAt(
  arrays: ReadonlyMap<string, NpyArray>,
  t: number,
): Pick<Measured, 'generated' | 'real' | 'figure'> {
  const [generated, real] = [arrays.get('samples/generated.npy'), arrays.get('samples/real.npy')];
  return {
    generated: generated ? rowAt(generated, t) : new Float64Array(),
    real: Float64Array.from(real?.data ?? []),
    figure: figureAt(arrays, t),
  };
}

function figureAt(arrays: ReadonlyMap<string, NpyArray>, t: number): FigureOne | null {
  const [figure, arrows] = [arrays.get('curves/figure-1.npy'), arrays.get('curves/arrows.npy')];
  if (!figure || !arrows) return null;
  const [x, p, q, D, dStar] = parts(rowAt(figure, t), 5);
  const [z, to] = parts(rowAt(arrows, t), 2);
  const atoms = arrays.get('curves/atoms.npy');
  const all = atoms ? parts(Float64Array.from(atoms.data), atoms.shape[0]) : [];
  return {
    ...{ x, p, q, D, dStar },
    arrows: { z, x: to },
    atoms: all.flatMap(([at, x, mass]) => (at === t ? [{ x, mass }] : [])),
  };
}

/** The entry `t` of the first axis. */
export function rowAt({ shape: [rows], data }: NpyArray, t: number): Float64Array {
  const length = data.length / rows;
  return Float64Array.from(data.subarray(t * length, (t + 1) * length));
}

function parts(data: Float64Array, count: number): Float64Array[] {
  const length = data.length / count;
  return Array.from({ length: count }, (_, i) => data.subarray(i * length, (i + 1) * length));
}
