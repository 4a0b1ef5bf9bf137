/** What is wrong with an experiment's claims, found before anything is run. */

import { nearest } from '../core/experiment/nearest.js';
import type { Claim, Experiment } from '../core/experiment/plan.js';
import { questions } from './expression.js';
import { type ExpressionProblem, parseExpression } from './expressions.js';
import { namesAxis } from './filter-literal.js';
import { selectCell } from './selection.js';

export interface ClaimProblem extends ExpressionProblem {
  /** Which of the experiment's claims, from 0, and its field: what a line number is looked up by. */
  readonly claim: number;
  readonly field: 'id' | 'given' | 'holds';
}

/** Every problem of every claim; none if the experiment can be judged. */
export function checkClaims(experiment: Experiment): readonly ClaimProblem[] {
  return experiment.claims.flatMap((claim, i) =>
    [...idProblems(experiment, i), ...givenProblems(claim, experiment), ...holdsProblems(claim, experiment)].map(
      (problem) => ({ ...problem, claim: i }),
    ),
  );
}

type Found = Omit<ClaimProblem, 'claim'>;

function idProblems({ claims }: Experiment, i: number): Found[] {
  const first = claims.findIndex(({ id }) => id === claims[i]!.id);
  return first === i ? [] : [plain('id', `claim ${first + 1} is already called ${claims[i]!.id}`)];
}

function givenProblems({ given = {} }: Claim, { axes }: Experiment): Found[] {
  return Object.keys(given).flatMap((key) =>
    namesAxis(key, axes)
      ? []
      : [{ ...plain('given', `no axis is called "${key}"`), allowed: axes, didYouMean: nearest(key, axes) ?? null }],
  );
}

function holdsProblems({ given, holds }: Claim, { axes, cells, measure }: Experiment): Found[] {
  const parsed = parseExpression(holds, { axes, metrics: measure.metrics.map(({ column }) => column) }, 'boolean');
  if ('message' in parsed) return [{ ...parsed, field: 'holds' }];
  const asked = questions(parsed.expression);
  if (asked.length === 0) return [plain('holds', 'asks nothing of any run')];
  return asked.flatMap(({ filter, text }) => {
    const selected = selectCell(cells, { given, filter });
    return 'message' in selected ? [plain('holds', `${text}: ${selected.message}`)] : [];
  });
}

function plain(field: Found['field'], message: string): Found {
  return { field, message, allowed: [], didYouMean: null };
}
