/** A metric's value at a step: a number (possibly infinite, never NaN), or absent with a reason. */
export type MetricValue = { readonly value: number } | { readonly absent: string };

/** The value, or absent where it is NaN. */
export function metricValue(value: number, ifNaN: string): MetricValue {
  return Number.isNaN(value) ? { absent: ifNaN } : { value };
}

/**
 * Whether a value is a number, possibly infinite; otherwise it is absent with a reason.
 *
 * @example
 * const { runs } = await readExperiment('results/ring');
 * for (const { step, value } of runs[0].history) console.log(step, isPresent(value) ? value.value : value.absent);
 */
export function isPresent(value: MetricValue): value is { readonly value: number } {
  return 'value' in value;
}
