/** What is wrong with a claim's expression, found before anything is run. */
import type { CheckExpression } from '../../experiment/resolve/claims.js';
import type { CheckDerivations } from '../../experiment/resolve/derive.js';
import { selectCell } from '../claims/selection.js';
import { parseDerivations } from './derive.js';
import { questionsIn } from './expression.js';
import { parseExpression } from './expressions.js';

/** Null if the expression asks runs a question of yes or no, and each part of it is about exactly one of the cells. */
export const checkExpression: CheckExpression = (text, { metrics, axes, cells }) => {
  const parsed = parseExpression(text, { metrics, axes }, 'boolean');
  if ('message' in parsed) return parsed;
  const questions = questionsIn(parsed.expression);
  if (questions.length === 0) return problem('asks nothing about a run: it needs a question such as end("js")');
  for (const question of questions) {
    const selected = selectCell(cells, question);
    if ('message' in selected) return problem(`${question.text}: ${selected.message}`);
  }
  return null;
};

function problem(message: string) {
  return { message, allowed: [], didYouMean: null };
}

/** What is wrong with derived readings: unknown words, names that are taken, what is no arithmetic. */
export const checkDerivations: CheckDerivations = (derivations, columns) =>
  parseDerivations(derivations, columns).problems;
