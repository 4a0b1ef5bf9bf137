/** The value of an expression, given the answers to its questions about runs. Pure. */
import type { Expression, ExpressionValue, MetricQuestion, RunQuestion } from './expression.js';
import { operationNamed } from './operations.js';

/** A value, or why there is none. */
export type Evaluated = { readonly value: ExpressionValue } | { readonly absent: string };

export interface Answers {
  /** Whether equal infinities tie, as in comparisons of runs; otherwise Infinity - Infinity is not a number. */
  readonly infinitiesTie: boolean;
  /** The answer to a question about a run. */
  answer(question: MetricQuestion | RunQuestion): Evaluated;
  /** The value of a metric at the current step, for derived metrics only. */
  metricValue(metric: string): Evaluated;
}

export function evaluate(expression: Expression, answers: Answers): Evaluated {
  switch (expression.kind) {
    case 'constant':
      return { value: expression.value };
    case 'metric':
      return answers.metricValue(expression.metric);
    case 'metric-question':
    case 'run-question':
      return answers.answer(expression);
    case 'choose': {
      const condition = evaluate(expression.condition, answers);
      if ('absent' in condition) return condition;
      return evaluate(condition.value ? expression.yes : expression.no, answers);
    }
    case 'apply':
      return apply(
        expression.operation,
        expression.to.map((part) => evaluate(part, answers)),
        answers,
      );
  }
}

function apply(name: string, parts: readonly Evaluated[], { infinitiesTie }: Answers): Evaluated {
  // One side decides "or" if it is true and "and" if it is false, even if the other is absent.
  const decisive = name === 'or' ? true : name === 'and' ? false : undefined;
  if (decisive !== undefined && parts.some((part) => 'value' in part && part.value === decisive))
    return { value: decisive };
  const missing = parts.find((part) => 'absent' in part);
  if (missing) return missing;
  const values = parts.map((part) => (part as { value: ExpressionValue }).value) as never[];
  const value = operationNamed(name, { infinitiesTie }).apply(...values);
  return Number.isNaN(value) ? { absent: `${name}(${values.join(', ')}) is not a number` } : { value };
}
