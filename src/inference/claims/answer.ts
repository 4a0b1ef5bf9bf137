/** The answer of one run to a claim's question: a value, or why it is no evidence. */

import { maximum, minimum } from '../../core/math/long-lists.js';
import { mean } from '../../core/math/statistics/statistics.js';
import { type DiagnosisConfig, primaryDiagnosis } from '../../diagnosis/diagnose.js';
import { isPresent } from '../../records/metric-value.js';
import type { KnownMetric } from '../../records/recorded-metric.js';
import type { HistoryRow, RunRecord } from '../../records/run-record.js';
import type { Evaluated } from '../expressions/evaluate.js';
import type { MetricQuestion, RunQuestion } from '../expressions/expression.js';

interface AnswerContext {
  /** That of the question's column. */
  readonly metric: KnownMetric | undefined;
  readonly experiment: DiagnosisConfig;
}

/** `run` is undefined where it has not run yet. */
export function answerQuestion(
  question: MetricQuestion | RunQuestion,
  run: RunRecord | undefined,
  { metric, experiment }: AnswerContext,
): Evaluated {
  if (!run) return { absent: 'not run yet' };
  if (run.outcome === 'error' || run.outcome === 'interrupted')
    return { absent: run.reason ? `${run.outcome}: ${run.reason}` : run.outcome };
  if (question.kind === 'metric-question') return metricValue(question, run, metric);
  if (question.about === 'outcome') return { value: run.outcome };
  const found = primaryDiagnosis(run, experiment);
  return 'diagnosis' in found ? { value: found.diagnosis } : { absent: `the run has no diagnosis: ${found.absent}` };
}

function metricValue(read: MetricQuestion, run: RunRecord, metric: KnownMetric | undefined): Evaluated {
  const rows = run.history.filter((row) => row.metric === read.metric);
  if (run.outcome === 'diverged') return ofDiverged(read, rows, metric);
  if (read.reduction === 'end') return valueAt(rows.at(-1), read);
  if (read.reduction === 'at') return valueAt(rowAt(rows, read.step), read);
  const values = rows.flatMap((row) => (isPresent(row.value) ? [row.value.value] : []));
  // Steps at which a metric is absent are skipped, but a metric that is always absent has no minimum.
  if (values.length === 0) return valueAt(rows.at(-1), read);
  return { value: REDUCE[read.reduction](values) };
}

const REDUCE = {
  min: (values: readonly number[]) => minimum(values),
  max: (values: readonly number[]) => maximum(values),
  mean,
};

/** A diverged run has the metric's worst value; values measured before it diverged are found by their step. */
function ofDiverged(read: MetricQuestion, rows: readonly HistoryRow[], metric: KnownMetric | undefined): Evaluated {
  const before = read.reduction === 'at' ? rowAt(rows, read.step) : undefined;
  if (before && isPresent(before.value)) return { value: before.value.value };
  if (!metric || metric.better === 'neither')
    return { absent: `the run diverged, and ${read.metric} has no worst value` };
  return { value: metric.range[metric.better === 'lower' ? 1 : 0] };
}

function rowAt(rows: readonly HistoryRow[], step: number | null): HistoryRow | undefined {
  return rows.find((row) => row.step === step);
}

function valueAt(row: HistoryRow | undefined, read: MetricQuestion): Evaluated {
  if (!row) return { absent: `${read.metric} was not measured${read.step === null ? '' : ` at step ${read.step}`}` };
  return isPresent(row.value)
    ? { value: row.value.value }
    : { absent: `${read.metric} is absent: ${row.value.absent}` };
}
