/** What expressions may do with values: the allowlist's operators and functions, each with its meaning. */
import { mean } from '../../core/math/statistics/statistics.js';
import type { Value, ValueType } from './expression.js';

export interface Operation {
  readonly takes: ValueType | 'alike';
  readonly gives: ValueType;
  /** How many arguments: exactly one or two, or one and more. */
  readonly arity: 1 | 2 | 'many';
  apply(...args: readonly never[]): Value;
}

type Numbers = readonly number[];
const numeric = (arity: Operation['arity'], apply: (...args: Numbers) => number): Operation =>
  ({ takes: 'number', gives: 'number', arity, apply }) as Operation;
const comparison = (apply: (a: number, b: number) => boolean): Operation =>
  ({ takes: 'number', gives: 'boolean', arity: 2, apply }) as Operation;
const logical = (arity: 1 | 2, apply: (a: boolean, b: boolean) => boolean): Operation =>
  ({ takes: 'boolean', gives: 'boolean', arity, apply }) as Operation;
const alike = (apply: (a: Value, b: Value) => boolean): Operation =>
  ({ takes: 'alike', gives: 'boolean', arity: 2, apply }) as Operation;

/** Operators by the names that mathjs gives them, and as people write them. */
export const operators: ReadonlyMap<string, { readonly symbol: string; readonly operation: Operation }> = new Map(
  Object.entries({
    add: { symbol: '+', operation: numeric(2, (a, b) => a + b) },
    subtract: { symbol: '-', operation: numeric(2, (a, b) => a - b) },
    multiply: { symbol: '*', operation: numeric(2, (a, b) => a * b) },
    divide: { symbol: '/', operation: numeric(2, (a, b) => a / b) },
    pow: { symbol: '^', operation: numeric(2, (a, b) => a ** b) },
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

/** Functions of numbers. `min`, `max` and `mean` of a metric's name reduce its reading over the run instead. */
export const functions: ReadonlyMap<string, Operation> = new Map(
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

// Equal infinities tie: where both arms diverged they differ by 0, and neither is the larger multiple.
const TIED: ReadonlyMap<string, Operation> = new Map([
  ['subtract', numeric(2, (a, b) => (a === b ? 0 : a - b))],
  ['divide', numeric(2, (a, b) => (a === b && a !== 0 ? 1 : a / b))],
]);

// Nothing is a multiple of 0, which has no sign to tell which infinity it would be.
const STRICT: ReadonlyMap<string, Operation> = new Map([
  ['divide', numeric(2, (a, b) => (b === 0 ? Number.NaN : a / b))],
  ['pow', numeric(2, (a, b) => (a === 0 && b < 0 ? Number.NaN : a ** b))],
]);

/** `ties`: whether two infinite values are a tie, as between runs, or their difference no number, as in arithmetic. */
export function operationNamed(name: string, { ties }: { readonly ties: boolean }): Operation {
  const operation = (ties ? TIED : STRICT).get(name) ?? operators.get(name)?.operation ?? functions.get(name);
  if (!operation) throw new Error(`no operation is called ${name}`);
  return operation;
}

const ROUNDING = 1e-12; // relative, as mathjs compares: log(2) and a quadrature's ln 2 are a tie, not an order

function same(a: Value, b: Value): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  const apart = Math.abs(a - b);
  return a === b || (Number.isFinite(apart) && apart <= ROUNDING * Math.min(Math.abs(a), Math.abs(b)));
}
