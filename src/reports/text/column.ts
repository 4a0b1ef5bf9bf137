/** A column of results, with what is known of its metric. */
import type { MetricFacts } from '../page/extras.js';

export interface Column {
  readonly name: string;
  readonly metric: MetricFacts;
}
