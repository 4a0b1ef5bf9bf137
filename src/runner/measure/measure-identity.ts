/** What makes two plans' measurements the same, in whole or at the steps and columns that both have. */
import { createHash } from 'node:crypto';
import { EXTENSION_KEY } from '../../core/gan/extension-members.js';
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
export function conditionsOf({ every, samples, metrics, vectors = [] }: Measure): MeasureConditions {
  const extensions = [...metrics, ...vectors].flatMap(({ column, choice }) =>
    choice[EXTENSION_KEY] === undefined ? [] : [[column, String(choice[EXTENSION_KEY])] as const],
  );
  const own = extensions.length > 0 && { extensions: Object.fromEntries(extensions) };
  return { METRICS: METRICS_VERSION, every, samples, ...own };
}

/** Whether the run's metric values hold for the plan too, for the columns that both have. */
export function isMeasuredAlike({ conditions }: RunSummary, measure: Measure): boolean {
  const now = conditionsOf(measure);
  if (!conditions) return false;
  const [before, after] = [conditions.extensions ?? {}, now.extensions ?? {}];
  const known = [...measure.metrics, ...(measure.vectors ?? [])].every(
    ({ column }) => before[column] === undefined || before[column] === after[column],
  );
  return (
    known && conditions.METRICS === now.METRICS && conditions.every === now.every && conditions.samples === now.samples
  );
}
