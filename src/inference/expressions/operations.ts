/** The operators and functions on the allowlist of expressions. */
import { power } from '../../core/math/special/power.js';
import { mean } from '../../core/math/statistics/statistics.js';
import type { ExpressionType, ExpressionValue } from './expression.js';

export interface Operation {
  readonly takes: ExpressionType | 'alike';
  readonly gives: ExpressionType;
  /** Number of arguments: exactly one, exactly two, or at least one. */
  readonly arity: 1 | 2 | 'many';
  apply(...args: readonly never[]): ExpressionValue;
}

type Numbers = readonly number[];
const numeric = (arity: Operation['arity'], apply: (...args: Numbers) => number): Operation =>
  ({ takes: 'number', gives: 'number', arity, apply }) as Operation;
const comparison = (apply: (a: number, b: number) => boolean): Operation =>
  ({ takes: 'number', gives: 'boolean', arity: 2, apply }) as Operation;
const logical = (arity: 1 | 2, apply: (a: boolean, b: boolean) => boolean): Operation =>
  ({ takes: 'boolean', gives: 'boolean', arity, apply }) as Operation;
const alike = (apply: (a: ExpressionValue, b: ExpressionValue) => boolean): Operation =>
  ({ takes: 'alike', gives: 'boolean', arity: 2, apply }) as Operation;

/** Operators by their mathjs names, with their symbols. */
export const expressionOperators: ReadonlyMap<string, { readonly symbol: string; readonly operation: Operation }> =
  new Map(
    Object.entries({
      add: { symbol: '+', operation: numeric(2, (a, b) => a + b) },
      subtract: { symbol: '-', operation: numeric(2, (a, b) => a - b) },
      multiply: { symbol: '*', operation: numeric(2, (a, b) => a * b) },
      divide: { symbol: '/', operation: numeric(2, (a, b) => a / b) },
      pow: { symbol: '^', operation: numeric(2, power) },
      unaryMinus: { symbol: '-', operation: numeric(1, (a) => -a) },
      unaryPlus: { symbol: '+', operation: numeric(1, (a) => a) },
      smaller: { symbol: '<', operation: comparison((a, b) => a < b && !same(a, b)) },
      smallerEq: { symbol: '<=', operation: comparison((a, b) => a < b || same(a, b)) },
      larger: { symbol: '>', operation: comparison((a, b) => a > b && !same(a, b)) },
      largerEq: { symbol: '>=', operation: comparison((a, b) => a > b || same(a, b)) },
      equal: { symbol: '==', operation: alike(same) },
      unequal: { symbol: '!=', operation: alike((a, b) => !same(a, b)) },
      and: { symbol: 'and', operation: logical(2, (a, b) => a && b) },
      or: { symbol: 'or', operation: logical(2, (a, b) => a || b) },
      not: { symbol: 'not', operation: logical(1, (a) => !a) },
    }),
  );

/** Functions of numbers. Given a metric's name, `min`, `max` and `mean` reduce its values over the run instead. */
export const expressionFunctions: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    log: numeric(1, (a) => Math.log(a)),
    exp: numeric(1, (a) => Math.exp(a)),
    sqrt: numeric(1, (a) => Math.sqrt(a)),
    abs: numeric(1, (a) => Math.abs(a)),
    min: numeric('many', (...args) => Math.min(...args)),
    max: numeric('many', (...args) => Math.max(...args)),
    mean: numeric('many', (...args) => mean(args)),
  }),
);

// Equal infinities tie: where both runs diverged they differ by 0 and their ratio is 1.
const TIED: ReadonlyMap<string, Operation> = new Map([
  ['subtract', numeric(2, (a, b) => (a === b ? 0 : a - b))],
  ['divide', numeric(2, (a, b) => (a === b && a !== 0 ? 1 : a / b))],
]);

// A ratio to 0 is undefined, since 0 has no sign to give the infinity.
const STRICT: ReadonlyMap<string, Operation> = new Map([
  ['divide', numeric(2, (a, b) => (b === 0 ? Number.NaN : a / b))],
  ['pow', numeric(2, (a, b) => (a === 0 && b < 0 ? Number.NaN : power(a, b)))],
]);

/** `infinitiesTie`: whether two infinite values tie, as between runs, or their difference is not a number, as in arithmetic. */
export function operationNamed(name: string, { infinitiesTie }: { readonly infinitiesTie: boolean }): Operation {
  const operation =
    (infinitiesTie ? TIED : STRICT).get(name) ??
    expressionOperators.get(name)?.operation ??
    expressionFunctions.get(name);
  if (!operation) throw new Error(`unknown operation ${name}`);
  return operation;
}

const ROUNDING = 1e-12; // relative, that of mathjs: log(2) and ln 2 by quadrature tie

function same(a: ExpressionValue, b: ExpressionValue): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  const difference = Math.abs(a - b);
  return a === b || (Number.isFinite(difference) && difference <= ROUNDING * Math.min(Math.abs(a), Math.abs(b)));
}
