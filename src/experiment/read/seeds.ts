/** Seeds: a number of them, a list, or ranges. */

import { z } from 'zod';
import { MAX_SEEDS } from '../../core/gan/bounds.js';

const seed = z.int().gte(0).describe("A run's seed: a whole number.");

/** A list of seeds, each once. */
export const seedListSchema = z
  .array(seed)
  .min(1)
  .max(MAX_SEEDS)
  .superRefine((seeds, context) => {
    const twice = repeated(seeds);
    if (twice !== null) context.addIssue({ code: 'custom', message: `duplicate seed ${twice}` });
  });

export const seedsSchema = z
  .union([
    z.int().gte(1).lte(MAX_SEEDS).describe('The number of seeds: 10 means the seeds 1 to 10.'),
    seedListSchema.meta({ description: 'A list of seeds, each once.', uniqueItems: true }),
  ])
  .default(6) // the smallest number that can support a claim: 6 of 6
  .describe('The number of seeds, or a list.');

function repeated(seeds: readonly number[]): number | null {
  const seen = new Set<number>();
  return seeds.find((one) => seen.has(one) || !seen.add(one)) ?? null;
}

/** The seeds of `10` or `[3, 5]`. */
export function seedList(seeds: number | readonly number[]): readonly number[] {
  if (typeof seeds !== 'number') return seeds;
  return Array.from({ length: seeds }, (_, i) => i + 1);
}

/** Parses `--seeds`: `10`, `1,4,7`, `3-8` or `1,5-7`. Throws an error with a sentence. */
export function parseSeeds(text: string): number | readonly number[] {
  const parts = text.split(',').map((part) => /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(part));
  const listed = parts.flatMap((part) => {
    if (!part) throw new RangeError('must look like 10 or 1,4,7 or 3-8');
    const first = Number(part[1]);
    const last = Number(part[2] ?? part[1]);
    if (!Number.isSafeInteger(last) || last < first || last - first >= MAX_SEEDS)
      throw new RangeError(`${part[0].trim()} is not a range of up to ${MAX_SEEDS} seeds`);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
  const twice = repeated(listed);
  if (twice !== null) throw new RangeError(`duplicate seed ${twice}`);
  if (!/^\s*\d+\s*$/.test(text)) return listed;
  if (listed[0] < 1 || listed[0] > MAX_SEEDS)
    throw new RangeError(`must be a number of seeds from 1 to ${MAX_SEEDS}, got ${listed[0]}`);
  return listed[0];
}
