/** What is wrong with a claim's expression, found before anything is run. */
import type { Derivation, PlannedCell } from '../../records/experiment.js';
import { selectCell } from '../claims/selection.js';
import { type DeriveProblem, parseDerivations } from './derive.js';
import { questions } from './expression.js';
import { parseExpression } from './expressions.js';
import type { ExpressionProblem } from './refusal.js';

/** The words that a claim's expression may use, and the cells that it is about. */
export interface ExpressionContext {
  /** Columns of metrics and of derived values. */
  readonly metrics: readonly string[];
  readonly axes: readonly string[];
  /** The cells that the claim's `given` selects. */
  readonly cells: readonly PlannedCell[];
}

/** Null if the expression asks runs a question of yes or no, and each part of it is about exactly one of the cells. */
export function checkExpression(text: string, { metrics, axes, cells }: ExpressionContext): ExpressionProblem | null {
  const parsed = parseExpression(text, { metrics, axes }, 'boolean');
  if ('message' in parsed) return parsed;
  const asked = questions(parsed.expression);
  if (asked.length === 0) return problem('asks nothing of any run');
  for (const question of asked) {
    const selected = selectCell(cells, question);
    if ('message' in selected) return problem(`${question.text}: ${selected.message}`);
  }
  return null;
}

function problem(message: string): ExpressionProblem {
  return { message, allowed: [], didYouMean: null };
}

/** What is wrong with derived readings: unknown words, names that are taken, what is no arithmetic. */
export function checkDerivations(
  derivations: readonly Derivation[],
  columns: readonly string[],
): readonly DeriveProblem[] {
  return parseDerivations(derivations, columns).problems;
}
