/** The claims of an experiment file, checked against what varies and what is measured. */
import { type Filter, filterProblems, matches } from './filters.js';
import { childOf, placeOf } from './located.js';
import type { Claim, Measure, PlannedCell } from './plan.js';
import { type Problem, problemAt } from './problems.js';
import type { WrittenClaim } from './sections.js';

/** The words that an expression may use, and the cells that it is about. */
export interface ExpressionContext {
  /** The metrics' columns. */
  readonly metrics: readonly string[];
  readonly axes: readonly string[];
  /** Those that `given` selects. */
  readonly cells: readonly PlannedCell[];
}

export interface ExpressionProblem {
  readonly message: string;
  readonly allowed: readonly string[];
  readonly didYouMean: string | null;
}

/** Null if the expression of a claim is right. Expressions are the diagnosis's matter, a floor above. */
export type CheckExpression = (text: string, context: ExpressionContext) => ExpressionProblem | null;

interface ClaimContext {
  /** Null where the sweep has problems: then what depends on cells is not checked. */
  readonly cells: readonly PlannedCell[] | null;
  readonly axes: readonly string[];
  readonly measure: Measure | null;
  readonly check: CheckExpression;
}

export function checkClaims(
  written: readonly WrittenClaim[],
  { cells, axes, measure, check }: ClaimContext,
  report: (problems: readonly Problem[]) => void,
): readonly Claim[] {
  const ids = new Set<string>();
  return written.map(({ claim, located }) => {
    if (ids.has(claim.id)) report([problemAt(placeOf(located, ['id']), `two claims are called ${claim.id}`)]);
    ids.add(claim.id);
    const { given, published, ...rest } = claim;
    const checked: Claim = {
      ...rest,
      ...(given && { given: given as Filter }),
      ...(published && { published }),
    };
    if (!cells || !measure) return checked;
    const filter = childOf(located, 'given');
    const wrong = filter?.kind === 'map' ? filterProblems(filter, axes) : [];
    report(wrong);
    const selected = checked.given ? cells.filter(({ setting }) => matches(setting, checked.given!)) : cells;
    if (filter && wrong.length === 0 && selected.length === 0) report([problemAt(filter.place, 'selects no setting')]);
    const context = { metrics: measure.metrics.map(({ column }) => column), axes, cells: selected };
    const problem = check(claim.holds, context);
    if (problem) report([expressionProblem(placeOf(located, ['holds']), problem)]);
    return checked;
  });
}

function expressionProblem(
  place: Problem | Parameters<typeof problemAt>[0],
  { message, allowed, didYouMean }: ExpressionProblem,
): Problem {
  return problemAt(place, message, {
    ...(allowed.length > 0 && { allowed: allowed.join(', ') }),
    ...(didYouMean !== null && { didYouMean }),
  });
}
