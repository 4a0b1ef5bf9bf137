/** Options with one number for all coordinates or a list with one per coordinate, and the dimension that they imply. */

import { z } from 'zod';
import { MAX_DIM, MAX_MAGNITUDE, MIN_MAGNITUDE } from '../bounds.js';

export type Coordinates = number | readonly number[];

/** An option such as `mean: 0` or `mean: [0, 3]`. */
export function coordinates(range: {
  description: string;
  default: number;
  positive?: boolean;
}): z.ZodType<Coordinates> {
  const number = z
    .number()
    .gte(range.positive ? MIN_MAGNITUDE : -MAX_MAGNITUDE)
    .lte(MAX_MAGNITUDE);
  return z
    .union([number, z.array(number).min(1).max(MAX_DIM)])
    .default(range.default)
    .describe(`${range.description} (one number for all, or a list)`);
}

/**
 * The common length of the lists; without a list `dim`, by default 1.
 * Throws where lengths differ: `gaussian: std needs 2 numbers, got 3`.
 */
export function dimension(member: string, lists: Readonly<Record<string, Coordinates>>, dim?: number): number {
  const lengths = Object.entries(lists).flatMap(([option, value]) =>
    typeof value === 'number' ? [] : [{ option, length: value.length }],
  );
  const expected = dim ?? lengths[0]?.length ?? 1;
  for (const { option, length } of lengths)
    if (length !== expected) throw new Error(`${member}: ${option} needs ${expected} numbers, got ${length}`);
  return expected;
}

/** One number per coordinate. */
export function perCoordinate(value: Coordinates, dim: number): readonly number[] {
  return typeof value === 'number' ? new Array<number>(dim).fill(value) : value;
}
