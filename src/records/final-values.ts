/** The final values of a run. */
import type { MetricValue } from './metric-value.js';
import type { RunRecord } from './run-record.js';

/** The values of the last measured step, by metric column. Computed once per run: its history may have to be read from disk. */
export function finalValues(run: RunRecord): ReadonlyMap<string, MetricValue> {
  const there = known.get(run);
  if (there) return there;
  const { history } = run;
  const last = history.at(-1)?.step;
  const found = new Map(history.filter(({ step }) => step === last).map(({ metric, value }) => [metric, value]));
  known.set(run, found);
  return found;
}

const known = new WeakMap<RunRecord, ReadonlyMap<string, MetricValue>>();
