/** Samples equal to another one: a density never makes them, and neighbours at no distance say nothing of one. */
import type { Stream } from '../../core/math/random/random.js';
import { selectRows } from '../density-comparison.js';
import { MIN_ATOM_COUNT, type SampleName, type TwoSamples } from './knn-distances.js';
import { dequantize, roundingUnits } from './rounding.js';

export const MAX_DUPLICATE_SHARE = 0.01; // of a cloud: the last digit of a file. So many are left out
export const MIN_ATOM_SHARE = 0.1; // of a cloud in one place, while all others differ: no rounding does that

/**
 * Both clouds without the rows that equal another one, of their own cloud or of the other; absent where those are more than one
 * in a hundred. Rows that are more than a tenth of their cloud each stay, where nothing else repeats: those are atoms.
 */
export function withoutDuplicates(sides: TwoSamples): TwoSamples | { readonly absent: string } {
  const { dim } = sides;
  const keys = { generated: keysOf(sides.generated, dim), real: keysOf(sides.real, dim) };
  const counts = { generated: countsOf(keys.generated), real: countsOf(keys.real) };
  const left = { ...sides };
  for (const [side, other] of SIDES) {
    const n = keys[side].length;
    const among = (key: string) => counts[other].get(key) ?? 0;
    const isAtom = (key: string) =>
      counts[side].get(key)! > Math.max(MIN_ATOM_COUNT, MIN_ATOM_SHARE * n) &&
      among(key) <= MAX_DUPLICATE_SHARE * keys[other].length;
    const single = (key: string) => counts[side].get(key) === 1 && among(key) === 0;
    const singles = keys[side].filter(single).length;
    const kept = [...keys[side].keys()].filter((row) => single(keys[side][row]) || isAtom(keys[side][row]));
    if (n - kept.length > MAX_DUPLICATE_SHARE * n)
      return { absent: `${n - singles} of ${n} samples of ${WHOSE[side]} equal another one: ${WHY}` };
    if (kept.length < n) left[side] = selectRows(sides[side], dim, kept);
  }
  return left;
}

const MAX_ROUNDED_SHARE = 0.5; // of a cloud: where more of it repeats, rounding is as coarse as what there is to tell

/**
 * The clouds with the rounded ones of them moved by up to half a unit, to where they may have come from, and the units; null
 * where neither is rounded, or too much repeats.
 */
export function withoutRounding(
  sides: TwoSamples,
  stream: Stream,
): { readonly sides: TwoSamples; readonly units: readonly number[] } | null {
  const found = { ...sides };
  const units = new Set<number>();
  for (const [side, other] of SIDES) {
    const own = roundingUnits(sides[side], sides.dim);
    if (own === null || repeatedShare(sides, side, other) > MAX_ROUNDED_SHARE) continue;
    found[side] = dequantize(sides[side], own, stream);
    for (const unit of own) units.add(Number(unit.toPrecision(3)));
  }
  return units.size > 0 ? { sides: found, units: [...units] } : null;
}

function repeatedShare(sides: TwoSamples, side: SampleName, other: SampleName): number {
  const keys = keysOf(sides[side], sides.dim);
  const own = countsOf(keys);
  const others = countsOf(keysOf(sides[other], sides.dim));
  return keys.filter((key) => own.get(key)! > 1 || others.has(key)).length / keys.length;
}

const SIDES = [
  ['generated', 'real'],
  ['real', 'generated'],
] as const;
const WHOSE: Readonly<Record<SampleName, string>> = { generated: 'G', real: 'the data' };
const WHY = 'rounded, or point masses: there is no density to tell';

function keysOf(x: Float64Array, dim: number): string[] {
  return Array.from({ length: x.length / dim }, (_, row) => x.subarray(row * dim, (row + 1) * dim).join());
}

function countsOf(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
