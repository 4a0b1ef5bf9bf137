/** Options that are one number for every coordinate or a list of one each, and the dimension that they imply. */
import { z } from 'zod';

export type Coordinates = number | readonly number[];

/** An option such as `mean: 0` or `mean: [0, 3]`. */
export function coordinates(range: { says: string; default: number; above?: number }): z.ZodType<Coordinates> {
  const number = range.above === undefined ? z.number() : z.number().gt(range.above);
  return z
    .union([number, z.array(number).min(1)])
    .default(range.default)
    .describe(`${range.says} (one for all, or a list)`);
}

/**
 * The dimension that lists of coordinates agree on; without a list, `dim`, and without that 1.
 * Throws where they disagree: `gaussian: std needs 2 numbers, got 3`.
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

/** One number a coordinate. */
export function perCoordinate(value: Coordinates, dim: number): readonly number[] {
  return typeof value === 'number' ? new Array<number>(dim).fill(value) : value;
}
