/** The two sides of each draw of a null: fresh samples of the target, or disjoint rows of the data where only rows are known. */
import { randomRowNumbers, rowsWithNumbers, splitRows } from '../../core/gan/targets/_sample-sets.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import { stream } from '../../core/math/random/random.js';
import type { Samples } from '../../density/samples/samples-snapshot.js';

/** Numbers of samples. */
export interface NullSizes {
  /** Of each side. */
  readonly samples: number;
  /** Of metrics that use all rows, where one side has more. */
  readonly all?: { readonly generated: number; readonly real: number };
}

/**
 * The sizes that the target allows. A row stands for a fresh sample only if it is on one side: of R rows, at most half are G's.
 * Halves instead of a bootstrap, since neighbours mean nothing among copies.
 */
export function sizesWithin({ rows, dim }: Distribution, wanted: NullSizes): NullSizes {
  if (!rows) return wanted;
  const available = rows.length / dim;
  const half = Math.floor(available / 2);
  const samples = Math.min(wanted.samples, half);
  if (!wanted.all) return { samples };
  const generated = Math.min(wanted.all.generated, half);
  return { samples, all: { generated, real: Math.min(wanted.all.real, available - generated) } };
}

/** Whether any side has fewer samples than the value. */
export function areFewer(sizes: NullSizes, than: NullSizes): boolean {
  return (
    sizes.samples < than.samples ||
    (sizes.all !== undefined &&
      than.all !== undefined &&
      (sizes.all.generated < than.all.generated || sizes.all.real < than.all.real))
  );
}

/** The first samples of each side, as many as a null of these sizes has. */
export function firstSamples({ target, generated, real, all }: Samples, sizes: NullSizes): Samples {
  const first = (x: Float64Array, count: number) => x.subarray(0, count * target.dim);
  return {
    target,
    generated: first(generated, sizes.samples),
    real: first(real, sizes.samples),
    ...(all &&
      sizes.all && {
        all: { generated: first(all.generated, sizes.all.generated), real: first(all.real, sizes.all.real) },
      }),
  };
}

/** The samples of a draw; where the target is rows, with the numbers of those that stand for them. */
export interface DrawnSamples extends Samples {
  readonly numbers?: { readonly generated: Uint32Array; readonly real: Uint32Array };
}

/** One draw; its random streams are named by its number. */
export function samplesOfDraw(
  target: Distribution,
  sizes: NullSizes,
  draw: number,
  generated = 'generated',
): DrawnSamples {
  const { dim, rows } = target;
  const from = (purpose: string) => stream({ seed: 0, purpose: `calibration/${purpose}`, step: draw });
  const counts = { generated: sizes.all?.generated ?? sizes.samples, real: sizes.all?.real ?? sizes.samples };
  const first = (both: { readonly generated: Float64Array; readonly real: Float64Array }) => ({
    generated: both.generated.subarray(0, sizes.samples * dim),
    real: both.real.subarray(0, sizes.samples * dim),
    ...(sizes.all && { all: both }),
  });
  if (!rows) {
    const sample = (purpose: string, count: number) => {
      const x = new Float64Array(count * dim);
      target.sample(x, from(purpose));
      return x;
    };
    return {
      target,
      ...first({ generated: sample(generated, counts.generated), real: sample('real', counts.real) }),
    };
  }
  const { taken, others, numbers } = splitRows({ ...target, rows }, counts.generated, from(generated));
  const ofOthers = randomRowNumbers(numbers.others.length, counts.real, from('real'));
  const real = ofOthers.map((k) => numbers.others[k]);
  return {
    target: others,
    ...first({ generated: taken, real: rowsWithNumbers(rows, real, dim) }),
    numbers: { generated: numbers.taken.subarray(0, sizes.samples), real: real.subarray(0, sizes.samples) },
  };
}
