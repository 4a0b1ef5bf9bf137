/** The value of an expression, given answers to what it asks of runs. Pure. */
import type { Ask, Expression, Read, Value } from './expression.js';
import { operationNamed } from './operations.js';

/** A value, or why there is none. */
export type Evaluated = { readonly value: Value } | { readonly absent: string };

export interface Answers {
  /** Whether equal infinities tie, where runs are compared; else Infinity - Infinity is no number. */
  readonly ties: boolean;
  /** The answer to a question about a run. */
  ask(question: Read | Ask): Evaluated;
  /** The value of a metric at the step in hand, of derived readings only. */
  reading(metric: string): Evaluated;
}

export function evaluate(expression: Expression, answers: Answers): Evaluated {
  switch (expression.kind) {
    case 'constant':
      return { value: expression.value };
    case 'reading':
      return answers.reading(expression.metric);
    case 'read':
    case 'ask':
      return answers.ask(expression);
    case 'choose': {
      const asked = evaluate(expression.asked, answers);
      if ('absent' in asked) return asked;
      return evaluate(asked.value ? expression.yes : expression.no, answers);
    }
    case 'apply':
      return apply(
        expression.operation,
        expression.to.map((part) => evaluate(part, answers)),
        answers,
      );
  }
}

function apply(name: string, parts: readonly Evaluated[], { ties }: Answers): Evaluated {
  // One certain side can settle "or" and "and" whatever the other would have been.
  const settles = name === 'or' ? true : name === 'and' ? false : undefined;
  if (settles !== undefined && parts.some((part) => 'value' in part && part.value === settles))
    return { value: settles };
  const missing = parts.find((part) => 'absent' in part);
  if (missing) return missing;
  const values = parts.map((part) => (part as { value: Value }).value) as never[];
  const value = operationNamed(name, { ties }).apply(...values);
  return Number.isNaN(value) ? { absent: `${name}(${values.join(', ')}) is no number` } : { value };
}
