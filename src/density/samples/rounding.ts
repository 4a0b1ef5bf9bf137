/** Samples that were rounded, as files often are: their units, and uniform dequantisation (arXiv:1511.01844, section 3.1). */
import type { Stream } from '../../core/math/random/random.js';

const FLOAT32_ERROR = 1e-7; // relative error of multiples that passed through float32
const MAX_UNIT_ERROR = 0.01; // of a unit: where float32's error is larger, multiples cannot be recognized
const MIN_GAP = 1e-9; // of the largest number: closer ones count as equal

/** The unit of which each coordinate is a multiple; null where one of them is not rounded. */
export function roundingUnits(x: Float64Array, dim: number): readonly number[] | null {
  const units: number[] = [];
  for (let i = 0; i < dim; i++) {
    const unit = unitOf(x.filter((_, at) => at % dim === i));
    if (unit === null) return null;
    units.push(unit);
  }
  return units;
}

function unitOf(x: Float64Array): number | null {
  const sorted = x.toSorted();
  const largest = Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1]));
  let least = Infinity;
  for (let i = 1; i < sorted.length; i++) {
    const gap = sorted[i] - sorted[i - 1];
    if (gap > MIN_GAP * largest && gap < least) least = gap;
  }
  if (!(least < Infinity)) return null;
  const unit = largest / Math.round(largest / least);
  return x.every((value) => isMultiple(value / unit)) ? unit : null;
}

function isMultiple(ratio: number): boolean {
  const allowed = FLOAT32_ERROR * (1 + Math.abs(ratio));
  return allowed < MAX_UNIT_ERROR && Math.abs(ratio - Math.round(ratio)) <= allowed;
}

/** Adds uniform noise of one unit's width, centred: numbers that may have been rounded to these. */
export function dequantize(x: Float64Array, units: readonly number[], stream: Stream): Float64Array {
  return x.map((value, at) => value + units[at % units.length] * (stream.uniform() - 0.5));
}
