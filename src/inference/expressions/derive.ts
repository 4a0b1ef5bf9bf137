/** Derived readings: arithmetic on a step's other readings, e.g. `gap: 2*js - log(4) - value`. */
import type { Derivation, Experiment } from '../../records/experiment.js';
import type { MetricValue } from '../../records/metric-value.js';
import type { HistoryRow, RunRecord } from '../../records/run-record.js';
import { evaluate } from './evaluate.js';
import type { Expression } from './expression.js';
import { parseExpression } from './expressions.js';
import type { ExpressionProblem } from './refusal.js';

export interface Derived {
  readonly name: string;
  readonly expression: Expression;
}

export interface DeriveProblem extends ExpressionProblem {
  readonly name: string;
}

/** `columns` are those of the metrics measured. In expressions what is no letter or digit is an underscore: `kl_q_p`. */
export function parseDerivations(
  derivations: readonly Derivation[],
  columns: readonly string[],
): { readonly derived: readonly Derived[]; readonly problems: readonly DeriveProblem[] } {
  const readings = wordsOf(columns);
  const derived: Derived[] = [];
  const problems: DeriveProblem[] = [];
  for (const { name, text } of derivations) {
    const taken = readings.has(word(name));
    if (taken) problems.push({ name, message: `there is a reading ${name} already`, allowed: [], didYouMean: null });
    const parsed = parseExpression(text, { metrics: [], axes: [], readings }, 'number');
    if ('message' in parsed) problems.push({ ...parsed, name });
    else derived.push({ name, expression: parsed.expression });
    if (!taken) readings.set(word(name), name);
  }
  return { derived, problems };
}

// `kl-q-p` -> kl_q_p, and `modes-covered(atLeast=5)` -> modes_covered_atLeast_5.
const word = (column: string) => column.replaceAll(/[^A-Za-z0-9]+/g, '_').replace(/_$/, '');

/** Columns that differ in signs alone have them spelt: `m(at=-1)` is m_at_minus_1 where there is an `m(at=1)`. */
function wordsOf(columns: readonly string[]): Map<string, string> {
  const isShared = (column: string) => columns.filter((other) => word(other) === word(column)).length > 1;
  const spelt = (column: string) => word(column.replaceAll(/(?<==)-(?=[\d.])/g, 'minus_'));
  return new Map(columns.map((column) => [isShared(column) ? spelt(column) : word(column), column]));
}

/** The derived readings of one step, given its others by column. Absent where one that is needed is. */
export function deriveReadings(
  derived: readonly Derived[],
  readings: ReadonlyMap<string, MetricValue>,
): readonly { readonly metric: string; readonly reading: MetricValue }[] {
  const known = new Map(readings);
  return derived.map(({ name, expression }) => {
    const reading = evaluate(expression, {
      ties: false,
      ask: () => ({ absent: 'a derived reading asks no runs' }),
      reading: (metric) => {
        const found = known.get(metric) ?? { absent: 'not measured' };
        return 'value' in found ? found : { absent: `${metric} is absent: ${found.absent}` };
      },
    }) as MetricValue;
    known.set(name, reading);
    return { metric: name, reading };
  });
}

/**
 * Adds to a run's history what the experiment derives, after each step's own readings. It is arithmetic on what is kept: a
 * derivation added to a finished sweep neither trains nor measures anything.
 */
export function withDerived({
  measure,
  derive,
}: Pick<Experiment, 'measure' | 'derive'>): (run: RunRecord) => RunRecord {
  if (derive.length === 0) return (run) => run;
  const columns = measure.metrics.map(({ column }) => column);
  const { derived, problems } = parseDerivations(derive, columns);
  if (problems.length > 0)
    throw new Error(problems.map(({ name, message }) => `derive ${name}: ${message}`).join('; '));
  return (run) => {
    const history = stepsOf(run.history).flatMap((rows) => {
      const readings = new Map(rows.map(({ metric, reading }) => [metric, reading]));
      return [...rows, ...deriveReadings(derived, readings).map((row) => ({ step: rows[0].step, ...row }))];
    });
    return { ...run, history };
  };
}

/** The rows of each step, which stand together. */
function stepsOf(history: readonly HistoryRow[]): readonly (readonly HistoryRow[])[] {
  const steps: HistoryRow[][] = [];
  for (const row of history) {
    const last = steps.at(-1);
    if (last?.[0].step === row.step) last.push(row);
    else steps.push([row]);
  }
  return steps;
}
