/** A metric's value at a step: a number (possibly infinite, never NaN), or absent with a reason. */
export type MetricValue = { readonly value: number } | { readonly absent: string };

/** The value, or absent where it is NaN. */
export function metricValue(value: number, ifNaN: string): MetricValue {
  return Number.isNaN(value) ? { absent: ifNaN } : { value };
}

export function isPresent(value: MetricValue): value is { readonly value: number } {
  return 'value' in value;
}
