/** The two sides of each draw of a null: fresh samples of the target, or disjoint rows of the data where only rows are known. */
import { randomRowNumbers, rowsWithNumbers, splitRows } from '../../core/gan/targets/_sample-sets.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import { stream } from '../../core/math/random/random.js';
import type { Samples } from '../../density/samples/samples-snapshot.js';

/** Numbers of samples. */
export interface NullSizes {
  /** Of G. */
  readonly samples: number;
  /** Of the data, where they are not as many. */
  readonly real?: number;
}

/**
 * The sizes that the target allows. A row stands for a fresh sample only if it is on one side: of R rows, at most half are G's.
 * Halves instead of a bootstrap, since neighbours mean nothing among copies.
 */
export function sizesWithin({ rows, dim }: Distribution, wanted: NullSizes): NullSizes {
  if (!rows) return wanted;
  const available = rows.length / dim;
  const samples = Math.min(wanted.samples, Math.floor(available / 2));
  return nullSizes(samples, Math.min(realOf(wanted), available - samples));
}

/** The sizes of n samples of G and m of the data. */
export function nullSizes(n: number, m: number): NullSizes {
  return n === m ? { samples: n } : { samples: n, real: m };
}

function realOf({ samples, real = samples }: NullSizes): number {
  return real;
}

/** Whether any side has fewer samples than the value. */
export function areFewer(sizes: NullSizes, than: NullSizes): boolean {
  return sizes.samples < than.samples || realOf(sizes) < realOf(than);
}

/** The first samples of each side, as many as a null of these sizes has. */
export function firstSamples({ target, generated, real }: Samples, sizes: NullSizes): Samples {
  return {
    target,
    generated: generated.subarray(0, sizes.samples * target.dim),
    real: real.subarray(0, realOf(sizes) * target.dim),
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
  if (!rows) {
    const sample = (purpose: string, count: number) => {
      const x = new Float64Array(count * dim);
      target.sample(x, from(purpose));
      return x;
    };
    return { target, generated: sample(generated, sizes.samples), real: sample('real', realOf(sizes)) };
  }
  const { taken, others, numbers } = splitRows({ ...target, rows }, sizes.samples, from(generated));
  const ofOthers = randomRowNumbers(numbers.others.length, realOf(sizes), from('real'));
  const real = ofOthers.map((k) => numbers.others[k]);
  return {
    target: others,
    generated: taken,
    real: rowsWithNumbers(rows, real, dim),
    numbers: { generated: numbers.taken, real },
  };
}
