/** Under which a metric reads the same of the same state: what of a plan's `measure` is not the list of metrics. */

import { METRICS_VERSION } from '../../metrics/version.js';
import type { Measure } from '../../records/experiment.js';
import type { Conditions, Summary } from '../store/runs/summary.js';

export function conditionsOf({ every, samples }: Measure): Conditions {
  return { METRICS: METRICS_VERSION, every, samples };
}

/** Whether what the run had read stands under the plan, as far as the plan asks for it. */
export function isReadAlike({ conditions }: Summary, measure: Measure): boolean {
  const now = conditionsOf(measure);
  return conditions?.METRICS === now.METRICS && conditions.every === now.every && conditions.samples === now.samples;
}
