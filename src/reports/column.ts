import type { MetricFacts } from './extras.js';

/** A column of results, with what is known of its metric. */
export interface Column {
  readonly name: string;
  readonly metric: MetricFacts;
}
