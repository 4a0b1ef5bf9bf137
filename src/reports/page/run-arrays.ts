/** The arrays that a run leaves for its plots, as far as they exist. */
import { dirname, join } from 'node:path';
import { decodeNpy, type NpyArray } from '../../core/files/npy.js';
import type { RunRecord } from '../../records/run-record.js';
import { isWritten } from '../../runner/store/bytes/checksum.js';
import { isOwnFolder } from '../../runner/store/bytes/own-folders.js';
import { readBytes } from '../../runner/store/bytes/text.js';
import { FILES } from '../../runner/store/layout.js';
import { readSummary } from '../../runner/store/runs/summary.js';

export interface SampleArrays {
  readonly steps: readonly number[];
  readonly dim: number;
  /** G's samples at `steps[t]`: rows of `dim` coordinates. */
  generated(t: number): ArrayLike<number>;
}

/** The paper's Figure 1 of a 1-D run, over its measured steps. */
export interface FigureOneArrays {
  readonly steps: readonly number[];
  at(t: number): {
    readonly x: ArrayLike<number>;
    readonly p: ArrayLike<number>;
    readonly q: ArrayLike<number>;
    readonly d: ArrayLike<number>;
    /** D* = p / (p + q). */
    readonly optimal: ArrayLike<number>;
    readonly arrows: { readonly z: ArrayLike<number>; readonly x: ArrayLike<number> };
    readonly atoms: readonly { readonly x: number; readonly mass: number }[];
  };
}

export async function readSampleArrays(run: RunRecord): Promise<SampleArrays | null> {
  const generated = await optional(run, 'samples/generated.npy', 3);
  const steps = await optional(run, 'samples/steps.npy', 1);
  if (!generated || !steps) return null;
  const [, n, dim] = generated.shape;
  return { steps: [...steps.data], dim, generated: (t) => generated.data.subarray(t * n * dim, (t + 1) * n * dim) };
}

export async function readFigureOneArrays(run: RunRecord): Promise<FigureOneArrays | null> {
  const figure = await optional(run, 'curves/figure-1.npy', 3);
  const arrows = await optional(run, 'curves/arrows.npy', 3);
  const steps = await optional(run, 'curves/steps.npy', 1);
  if (!figure || !arrows || !steps) return null;
  const atoms = await optional(run, 'curves/atoms.npy', 2);
  const row = (array: NpyArray, t: number, i: number) => {
    const [, rows, n] = array.shape;
    return array.data.subarray((t * rows + i) * n, (t * rows + i + 1) * n);
  };
  return {
    steps: [...steps.data],
    at: (t) => {
      const [x, p, q, d, optimal] = [0, 1, 2, 3, 4].map((i) => row(figure, t, i));
      return { x, p, q, d, optimal, arrows: { z: row(arrows, t, 0), x: row(arrows, t, 1) }, atoms: atomsAt(atoms, t) };
    },
  };
}

/** A vector-valued metric over the run's measured steps. */
export interface VectorOverTime {
  readonly steps: readonly number[];
  /** The shape of the array at one step. */
  readonly shape: readonly number[];
  at(t: number): ArrayLike<number>;
}

export async function readVectorArrays(run: RunRecord, column: string): Promise<VectorOverTime | null> {
  const steps = await optional(run, 'curves/steps.npy', 1);
  const array = steps && (await readArray(run, `curves/${column}.npy`));
  if (!array) return null;
  const { shape, data } = array;
  const size = data.length / shape[0];
  return {
    steps: [...steps.data],
    shape: shape.slice(1),
    at: (t) => data.subarray(t * size, (t + 1) * size),
  };
}

/** The parameters of a run whose players have one parameter each. */
export interface Trajectory {
  readonly steps: readonly number[];
  readonly generator: Float64Array;
  readonly discriminator: Float64Array;
}

export async function readTrajectory(run: RunRecord): Promise<Trajectory | null> {
  const rows = await optional(run, FILES.trajectory, 2);
  if (!rows) return null;
  const column = (c: number) => Float64Array.from({ length: rows.shape[0] }, (_, i) => rows.data[3 * i + c]);
  return { steps: [...column(0)], generator: column(1), discriminator: column(2) };
}

function atomsAt(atoms: NpyArray | null, t: number) {
  const rows = Array.from({ length: atoms?.shape[0] ?? 0 }, (_, k) => atoms!.data.subarray(3 * k, 3 * k + 3));
  return rows.filter(([at]) => at === t).map(([, x, mass]) => ({ x, mass }));
}

/** Null if the run has kept none, or if the file is not what the run wrote. */
async function optional(run: RunRecord, name: string, axes: number): Promise<NpyArray | null> {
  const array = await readArray(run, name);
  if (array && array.shape.length !== axes)
    throw new Error(`${join(run.folder, name)}: has ${array.shape.length} axes, expected ${axes}`);
  return array;
}

async function readArray(run: RunRecord, name: string): Promise<NpyArray | null> {
  const path = join(run.folder, name);
  if (!isOwnFolder(dirname(path))) return null;
  const bytes = await readBytes(path);
  if (bytes === null) return null;
  if (isWritten(bytes, readSummary(run.folder)?.checksums[name])) return decodeNpy(bytes, path);
  damagedByRun.set(run, new Set(damagedByRun.get(run)).add(path));
  return null;
}

const damagedByRun = new WeakMap<RunRecord, Set<string>>();

/** The files of these runs that were read and are not what the runs wrote: they are not shown. */
export function damagedFiles(runs: readonly RunRecord[]): readonly string[] {
  return runs.flatMap((run) => [...(damagedByRun.get(run) ?? [])]).sort();
}
