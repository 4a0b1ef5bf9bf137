/** What is wrong with the expressions of an experiment file, found before anything is run. */
import type { Derivation, PlannedCell } from '../../records/experiment.js';
import { selectCell } from '../claims/selection.js';
import type { InputProblem } from '../invalid-input.js';
import { type DerivationProblem, parseDerivations } from './derive.js';
import { questionsIn } from './expression.js';
import { parseExpression } from './parse-expression.js';

/** The words that a claim's expression may use, and the cells that it is about. */
export interface ExpressionContext {
  /** Columns of metrics and of derived values. */
  readonly metrics: readonly string[];
  readonly axes: readonly string[];
  /** The cells that the claim's `given` selects. */
  readonly cells: readonly PlannedCell[];
}

/**
 * Checks the expression of a claim: it must be a comparison, ask about runs, and select exactly one cell with each question.
 *
 * @param text the expression as written in `holds`
 * @param context the columns and axes that it may name, and the cells to which `given` narrows the claim
 * @returns null if the expression is valid, otherwise the problem with the allowed words and the nearest of them
 * @example
 * checkExpression('end("jss") < 0.1', { metrics: ['js'], axes: [], cells });
 * // { message: 'metric "jss" is not measured', allowed: ['js'], didYouMean: 'js' }
 */
export function checkExpression(text: string, { metrics, axes, cells }: ExpressionContext): InputProblem | null {
  const parsed = parseExpression(text, { metrics, axes }, 'boolean');
  if ('message' in parsed) return parsed;
  const questions = questionsIn(parsed.expression);
  if (questions.length === 0) return problem('asks nothing about a run: it needs a question such as end("js")');
  for (const question of questions) {
    const selected = selectCell(cells, question);
    if ('message' in selected) return problem(`${question.text}: ${selected.message}`);
  }
  return null;
}

function problem(message: string): InputProblem {
  return { message, allowed: [], didYouMean: null };
}

/**
 * Checks the derived metrics of an experiment: each must be arithmetic on measured or earlier derived columns, with a new name.
 *
 * @param derivations names and expressions, in the order of the file
 * @param columns the columns of the measured metrics
 * @returns one problem for each derivation that is invalid, with its name; empty if all are valid
 * @example
 * checkDerivations([{ name: 'gap', text: '2 * js - log(4) - value' }], ['js', 'value']); // []
 */
export function checkDerivations(
  derivations: readonly Derivation[],
  columns: readonly string[],
): readonly DerivationProblem[] {
  return parseDerivations(derivations, columns).problems;
}
