/** What makes two plans' measurements the same, in whole or at the steps and columns that both have. */
import { createHash } from 'node:crypto';
import { METRICS } from '../../metrics/version.js';
import type { Measure } from '../../records/experiment.js';
import type { Conditions, Summary } from '../store/runs/summary.js';

/** SHA-256, hex, of all that the plan measures. `metricsVersion`: the METRICS of when it was measured. */
export function measureIdentity(measure: Measure, metricsVersion = METRICS): string {
  return createHash('sha256')
    .update(JSON.stringify([metricsVersion, measure]))
    .digest('hex');
}

/** What of a plan's `measure` decides a metric's value at a state: all but the list of metrics. */
export function conditionsOf({ every, samples }: Measure): Conditions {
  return { METRICS, every, samples };
}

/** Whether the run's metric values hold for the plan too, for the columns that both have. */
export function isMeasuredAlike({ conditions }: Summary, measure: Measure): boolean {
  const now = conditionsOf(measure);
  return conditions?.METRICS === now.METRICS && conditions.every === now.every && conditions.samples === now.samples;
}
