/** Samples equal to another one. A density never gives them, and neighbours at distance 0 have no estimate. */
import type { Stream } from '../../core/math/random/random.js';
import { significant } from '../../core/text/plain-numbers.js';
import { selectRows } from '../density-comparison.js';
import { MIN_ATOM_COUNT, type SampleName, type TwoSamples } from './knn-distances.js';
import { dequantize, roundingUnits } from './rounding.js';

export const MAX_DUPLICATE_SHARE = 0.01; // of a sample: the last digit of a file makes as many. They are left out
export const MIN_ATOM_SHARE = 0.1; // of a sample at one point, while all others differ: rounding does not do that

/**
 * The share of G's samples that equal a row of the data, or null where atoms or rounding explain as many. Values that are rounded to
 * one number repeat within each sample as well: with shares p_i and q_i of the values, sum p_i q_i <= sqrt(sum p_i^2 sum q_i^2).
 */
export function exactCopies({ generated, real, dim }: TwoSamples): number | null {
  const keys = keysOf(generated, dim);
  const [n, m] = [keys.length, real.length / dim];
  const inGenerated = countsOf(keys);
  const inData = countsOf(keysOf(real, dim));
  const isAtom = (count: number) => count > Math.max(MIN_ATOM_COUNT, MIN_ATOM_SHARE * m);
  const shared = [...inGenerated].flatMap(([key, count]) => {
    const others = inData.get(key) ?? 0;
    return others === 0 || isAtom(others) ? [] : [{ count, others }];
  });
  const copies = shared.reduce((sum, { count }) => sum + count, 0);
  if (shared.length <= MAX_CHANCE_COPIES || copies <= MAX_DUPLICATE_SHARE * n) return null;
  if (roundingUnits(real, dim) !== null) {
    const equalPairs = (counts: ReadonlyMap<string, number>) =>
      [...counts.values()].reduce((sum, count) => sum + (isAtom(count) ? 0 : (count * (count - 1)) / 2), 0);
    const likely = (pairs: number) => pairs + MAX_DEVIATIONS * Math.sqrt(pairs) + MAX_CHANCE_COPIES;
    const [a, b] = [likely(equalPairs(inGenerated)) / n ** 2, likely(equalPairs(inData)) / m ** 2];
    const expected = 2 * n * m * Math.sqrt(a * b);
    const between = shared.reduce((sum, { count, others }) => sum + count * others, 0);
    if (between <= MAX_EXPLAINED * expected) return null;
  }
  return copies / n;
}

const MAX_EXPLAINED = 2; // times the equal pairs that rounding leads to expect
const MAX_DEVIATIONS = 6; // standard deviations above the pairs that were found
const MAX_CHANCE_COPIES = 6; // values: an atom of G may lie on a row of the data

/**
 * Both samples without the rows that equal another one, in either sample; absent where these are more than MAX_DUPLICATE_SHARE.
 * Equal rows that make up more than MIN_ATOM_SHARE of their sample stay, if the other sample hardly has them: they are an atom.
 */
export function withoutDuplicates(samples: TwoSamples): TwoSamples | { readonly absent: string } {
  const { dim } = samples;
  const keys = { generated: keysOf(samples.generated, dim), real: keysOf(samples.real, dim) };
  const counts = { generated: countsOf(keys.generated), real: countsOf(keys.real) };
  const distinct = { ...samples };
  for (const [name, other] of SAMPLE_PAIRS) {
    const n = keys[name].length;
    const inOther = (key: string) => counts[other].get(key) ?? 0;
    const isAtom = (key: string) =>
      counts[name].get(key)! > Math.max(MIN_ATOM_COUNT, MIN_ATOM_SHARE * n) &&
      inOther(key) <= MAX_DUPLICATE_SHARE * keys[other].length;
    const isSingle = (key: string) => counts[name].get(key) === 1 && inOther(key) === 0;
    const singles = keys[name].filter(isSingle).length;
    const kept = [...keys[name].keys()].filter((row) => isSingle(keys[name][row]) || isAtom(keys[name][row]));
    if (n - kept.length > MAX_DUPLICATE_SHARE * n) {
      const shared = keys[name].filter((key) => counts[name].get(key) === 1 && inOther(key) > 0).length;
      return {
        absent:
          shared > (n - singles) / 2
            ? `${n - singles} of ${n} samples of ${OWNERS[name]} equal one of ${OWNERS[other]} or another one: rounded, or copies: ${NO_ESTIMATE}`
            : `${n - singles} of ${n} samples of ${OWNERS[name]} equal another one: rounded, or point masses: ${NO_ESTIMATE}`,
      };
    }
    if (kept.length < n) distinct[name] = selectRows(samples[name], dim, kept);
  }
  return distinct;
}

const MAX_ROUNDED_SHARE = 0.5; // of a sample: where more of it repeats, rounding is as coarse as the density's features

/**
 * The samples with rounded ones dequantised, and the units of their rounding; null where neither is rounded, or more than
 * MAX_ROUNDED_SHARE repeats.
 */
export function withoutRounding(
  samples: TwoSamples,
  stream: Stream,
): { readonly samples: TwoSamples; readonly units: readonly number[] } | null {
  const found = { ...samples };
  const units = new Set<number>();
  for (const [name, other] of SAMPLE_PAIRS) {
    const own = roundingUnits(samples[name], samples.dim);
    if (own === null || repeatedShare(samples, name, other) > MAX_ROUNDED_SHARE) continue;
    found[name] = dequantize(samples[name], own, stream);
    for (const unit of own) units.add(Number(significant(unit, 3)));
  }
  return units.size > 0 ? { samples: found, units: [...units] } : null;
}

function repeatedShare(samples: TwoSamples, name: SampleName, other: SampleName): number {
  const keys = keysOf(samples[name], samples.dim);
  const own = countsOf(keys);
  const others = countsOf(keysOf(samples[other], samples.dim));
  return keys.filter((key) => own.get(key)! > 1 || others.has(key)).length / keys.length;
}

const SAMPLE_PAIRS = [
  ['generated', 'real'],
  ['real', 'generated'],
] as const;
const OWNERS: Readonly<Record<SampleName, string>> = { generated: 'G', real: 'the data' };
const NO_ESTIMATE = 'there is no density to estimate';

function keysOf(x: Float64Array, dim: number): string[] {
  return Array.from({ length: x.length / dim }, (_, row) => x.subarray(row * dim, (row + 1) * dim).join());
}

function countsOf(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
