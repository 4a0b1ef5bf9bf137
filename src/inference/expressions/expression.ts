/** The expression tree of claims and derived metrics: small, closed, and all that is evaluated (decision 006). */

export type ExpressionType = 'number' | 'boolean' | 'string';
export type ExpressionValue = number | boolean | string;

/** Axis paths and the values required there, as written: `{"optimizer.name": "adam"}`. */
export type FilterLiteral = Readonly<Record<string, FilterValue>>;
export type FilterValue = ExpressionValue | { readonly [key: string]: FilterValue };

export type Reduction = 'end' | 'at' | 'min' | 'max' | 'mean';

/** A question about a metric of a run: which one, when, in which cell. `text`: as written. */
export interface MetricQuestion {
  readonly kind: 'metric-question';
  readonly reduction: Reduction;
  readonly metric: string;
  /** Null unless the reduction is `at`. */
  readonly step: number | null;
  readonly filter: FilterLiteral;
  readonly text: string;
}

/** A question about a run: its outcome or its diagnosis. */
export interface RunQuestion {
  readonly kind: 'run-question';
  readonly about: 'outcome' | 'diagnosis';
  readonly filter: FilterLiteral;
  readonly text: string;
}

export type Expression =
  | { readonly kind: 'constant'; readonly value: ExpressionValue }
  | { readonly kind: 'metric'; readonly metric: string }
  | MetricQuestion
  | RunQuestion
  | { readonly kind: 'apply'; readonly operation: string; readonly to: readonly Expression[] }
  | { readonly kind: 'choose'; readonly condition: Expression; readonly yes: Expression; readonly no: Expression };

/** Every question about runs in an expression, in the order of the text. */
export function questionsIn(expression: Expression): readonly (MetricQuestion | RunQuestion)[] {
  switch (expression.kind) {
    case 'metric-question':
    case 'run-question':
      return [expression];
    case 'apply':
      return expression.to.flatMap(questionsIn);
    case 'choose':
      return [expression.condition, expression.yes, expression.no].flatMap(questionsIn);
    default:
      return [];
  }
}
