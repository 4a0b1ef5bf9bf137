/** A metric's value at a step: a number (perhaps infinite, never NaN), or absent with a reason. */
export type Reading = { readonly value: number } | { readonly absent: string };

/** A reading of `value`, or absent where it is NaN. */
export function reading(value: number, ifNaN: string): Reading {
  return Number.isNaN(value) ? { absent: ifNaN } : { value };
}

export function isPresent(reading: Reading): reading is { readonly value: number } {
  return 'value' in reading;
}
