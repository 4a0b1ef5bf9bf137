/** Derived metrics: arithmetic on the other metrics of a step, such as `gap: 2*js - log(4) - value`. */
import type { Derivation, Experiment } from '../../records/experiment.js';
import type { MetricValue } from '../../records/metric-value.js';
import type { HistoryRow, RunRecord } from '../../records/run-record.js';
import type { InputProblem } from '../invalid-input.js';
import { evaluate } from './evaluate.js';
import type { Expression } from './expression.js';
import { parseExpression } from './parse-expression.js';

export interface ParsedDerivation {
  readonly name: string;
  readonly expression: Expression;
}

export interface DerivationProblem extends InputProblem {
  readonly name: string;
}

/** `columns`: those of the measured metrics. Expressions write anything but letters and digits as an underscore: `kl_q_p`. */
export function parseDerivations(
  derivations: readonly Derivation[],
  columns: readonly string[],
): { readonly parsed: readonly ParsedDerivation[]; readonly problems: readonly DerivationProblem[] } {
  const metricWords = wordsOf(columns);
  const parsed: ParsedDerivation[] = [];
  const problems: DerivationProblem[] = [];
  for (const { name, text } of derivations) {
    const taken = metricWords.has(word(name));
    if (taken) problems.push({ name, message: `the column ${name} already exists`, allowed: [], didYouMean: null });
    const result = parseExpression(text, { metrics: [], axes: [], metricWords }, 'number');
    if ('message' in result) problems.push({ ...result, name });
    else parsed.push({ name, expression: result.expression });
    if (!taken) metricWords.set(word(name), name);
  }
  return { parsed, problems };
}

// `kl-q-p` -> kl_q_p, and `modes-covered(atLeast=5)` -> modes_covered_atLeast_5.
const word = (column: string) => column.replaceAll(/[^A-Za-z0-9]+/g, '_').replace(/_$/, '');

/** Where columns differ in signs alone, signs are spelt out: `m(at=-1)` is m_at_minus_1 if there is an `m(at=1)`. */
function wordsOf(columns: readonly string[]): Map<string, string> {
  const isShared = (column: string) => columns.filter((other) => word(other) === word(column)).length > 1;
  const spelt = (column: string) => word(column.replaceAll(/(?<==)-(?=[\d.])/g, 'minus_'));
  return new Map(columns.map((column) => [isShared(column) ? spelt(column) : word(column), column]));
}

/** The derived values of one step, given the measured ones by column. Absent where a value that is needed is absent. */
export function deriveValues(
  derivations: readonly ParsedDerivation[],
  measured: ReadonlyMap<string, MetricValue>,
): readonly { readonly metric: string; readonly value: MetricValue }[] {
  const values = new Map(measured);
  return derivations.map(({ name, expression }) => {
    const value = derivedValue(name, expression, values);
    values.set(name, value);
    return { metric: name, value };
  });
}

function derivedValue(name: string, expression: Expression, values: ReadonlyMap<string, MetricValue>): MetricValue {
  try {
    return evaluate(expression, {
      infinitiesTie: false,
      answer: () => ({ absent: 'a derived metric asks no runs' }),
      metricValue: (metric) => {
        const found = values.get(metric) ?? { absent: 'not measured' };
        return 'value' in found ? found : { absent: `${metric} is absent: ${found.absent}` };
      },
    }) as MetricValue;
  } catch (error) {
    // A fault in one derivation must not cost the other values, the tables and the report.
    return { absent: `${name} could not be computed: ${(error as Error).message}` };
  }
}

/**
 * Appends the derived metrics of an experiment to each step of a run's history. They are computed from the stored values, so that a
 * derivation can be added to a finished sweep without training or measuring.
 */
export function withDerived({
  measure,
  derive,
}: Pick<Experiment, 'measure' | 'derive'>): (run: RunRecord) => RunRecord {
  if (derive.length === 0) return (run) => run;
  const columns = measure.metrics.map(({ column }) => column);
  const { parsed, problems } = parseDerivations(derive, columns);
  if (problems.length > 0)
    throw new Error(problems.map(({ name, message }) => `derive ${name}: ${message}`).join('; '));
  return (run) => {
    const history = stepsOf(run.history).flatMap((rows) => {
      const measured = new Map(rows.map(({ metric, value }) => [metric, value]));
      return [...rows, ...deriveValues(parsed, measured).map((row) => ({ step: rows[0].step, ...row }))];
    });
    return { ...run, history };
  };
}

/** The rows of each step, which are consecutive. */
function stepsOf(history: readonly HistoryRow[]): readonly (readonly HistoryRow[])[] {
  const steps: HistoryRow[][] = [];
  for (const row of history) {
    const last = steps.at(-1);
    if (last?.[0].step === row.step) last.push(row);
    else steps.push([row]);
  }
  return steps;
}
