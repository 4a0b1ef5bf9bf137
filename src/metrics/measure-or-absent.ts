/** Metrics on samples alone: absent where a metric needs a part of the run that is not there. */
import type { Snapshot } from '../core/snapshot/snapshot.js';
import { MissingPartError } from '../density/samples/samples-snapshot.js';
import type { MetricValue } from '../records/metric-value.js';
import type { Metric } from './metric.js';

/** The metric's reading; absent where it needs what is not there. */
export function measureOrAbsent(
  metric: Metric,
  snapshot: Snapshot,
  options: Readonly<Record<string, unknown>>,
): Promise<MetricValue> {
  return orAbsent(() => metric.read(snapshot, options));
}

export async function orAbsent<R>(read: () => Promise<R>): Promise<R | { readonly absent: string }> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof MissingPartError) return { absent: error.message };
    throw error;
  }
}
