/** The tree that claims and derived readings are made of: small, closed, and all that is ever evaluated. */

export type ValueType = 'number' | 'boolean' | 'string';
export type Value = number | boolean | string;

/** Axis paths and the values wanted there, as written: `{"optimizer.name": "adam"}`. */
export type FilterLiteral = Readonly<Record<string, FilterValue>>;
export type FilterValue = Value | { readonly [key: string]: FilterValue };

export type Reduction = 'end' | 'at' | 'min' | 'max' | 'mean';

/** A question to a run: which metric, when, in which cell. `text` is how a person wrote it. */
export interface Read {
  readonly kind: 'read';
  readonly reduction: Reduction;
  readonly metric: string;
  /** Only of `at`. */
  readonly step: number | null;
  readonly filter: FilterLiteral;
  readonly text: string;
}

/** A question to a run: how it ended, or what it died of. */
export interface Ask {
  readonly kind: 'ask';
  readonly about: 'outcome' | 'diagnosis';
  readonly filter: FilterLiteral;
  readonly text: string;
}

export type Expression =
  | { readonly kind: 'constant'; readonly value: Value }
  | { readonly kind: 'reading'; readonly metric: string }
  | Read
  | Ask
  | { readonly kind: 'apply'; readonly operation: string; readonly to: readonly Expression[] }
  | { readonly kind: 'choose'; readonly asked: Expression; readonly yes: Expression; readonly no: Expression };

/** Every question that an expression asks of runs, in reading order. */
export function questions(expression: Expression): readonly (Read | Ask)[] {
  switch (expression.kind) {
    case 'read':
    case 'ask':
      return [expression];
    case 'apply':
      return expression.to.flatMap(questions);
    case 'choose':
      return [expression.asked, expression.yes, expression.no].flatMap(questions);
    default:
      return [];
  }
}
