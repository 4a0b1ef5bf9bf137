/** What makes two plans' measurements the same, in whole or at the steps and columns that both have. */
import { createHash } from 'node:crypto';
import { METRICS_VERSION } from '../../metrics/version.js';
import type { Measure } from '../../records/experiment.js';
import type { MeasureConditions, RunSummary } from '../store/runs/summary.js';

/** SHA-256, hex, of all that the plan measures. `metricsVersion`: METRICS_VERSION of when it was measured. */
export function measureIdentity(measure: Measure, metricsVersion = METRICS_VERSION): string {
  return createHash('sha256')
    .update(JSON.stringify([metricsVersion, measure]))
    .digest('hex');
}

/** What of a plan's `measure` decides a metric's value at a state: all but the list of metrics. */
export function conditionsOf({ every, samples }: Measure): MeasureConditions {
  return { METRICS: METRICS_VERSION, every, samples };
}

/** Whether the run's metric values hold for the plan too, for the columns that both have. */
export function isMeasuredAlike({ conditions }: RunSummary, measure: Measure): boolean {
  const now = conditionsOf(measure);
  return conditions?.METRICS === now.METRICS && conditions.every === now.every && conditions.samples === now.samples;
}
