/** A metric's value at a step: a number (perhaps infinite, never NaN), or absent with a reason. */
export type MetricValue = { readonly value: number } | { readonly absent: string };

/** A reading of `value`, or absent where it is NaN. */
export function metricValue(value: number, ifNaN: string): MetricValue {
  return Number.isNaN(value) ? { absent: ifNaN } : { value };
}

export function isPresent(reading: MetricValue): reading is { readonly value: number } {
  return 'value' in reading;
}
