/** One step of the arrays that a run left for its report, as they were measured: `arraysOf` the other way round. */
import type { NpyArray } from '../../core/files/npy.js';
import type { FigureOne } from '../../metrics/figure-one.js';
import type { Measured } from './measure.js';

/** `t`: the place of the step among those that were measured. */
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

/** What belongs to one place of the first axis. */
export function rowAt({ shape: [rows], data }: NpyArray, t: number): Float64Array {
  const length = data.length / rows;
  return Float64Array.from(data.subarray(t * length, (t + 1) * length));
}

function parts(data: Float64Array, count: number): Float64Array[] {
  const length = data.length / count;
  return Array.from({ length: count }, (_, i) => data.subarray(i * length, (i + 1) * length));
}
