/** Resolves the claims of an experiment file: checks them against the axes and the metrics. */

import type { Families } from '../../core/gan/family-table.js';
import type { checkExpression } from '../../inference/expressions/check-expression.js';
import type { InputProblem } from '../../inference/invalid-input.js';
import type { Claim, PlannedCell } from '../../records/experiment.js';
import { type Filter, matches } from '../../records/filter.js';
import { childOf, type Located, positionOf, type SourcePosition } from '../read/located.js';
import { type Problem, problemAt } from '../read/problems.js';
import type { WrittenClaim } from '../read/sections.js';
import { filterProblems } from './filters.js';

interface ClaimContext {
  /** Null if the sweep has problems: then nothing that depends on cells is checked. */
  readonly cells: readonly PlannedCell[] | null;
  readonly axes: readonly string[];
  /** Measured and derived columns; null if they have problems. */
  readonly columns: readonly string[] | null;
  readonly check: typeof checkExpression;
  readonly families: Families;
}

/** A claim of the file with its problems. */
export interface CheckedClaim {
  readonly claim: Claim;
  readonly problems: readonly Problem[];
}

export function checkClaims(written: readonly WrittenClaim[], context: ClaimContext): readonly CheckedClaim[] {
  return written.map(({ claim, located }, i) => {
    const isTwin = written.slice(0, i).some((before) => before.claim.id === claim.id);
    const twin = isTwin ? [problemAt(positionOf(located, ['id']), `duplicate claim id "${claim.id}"`)] : [];
    const { given, published, ...rest } = claim;
    const checked: Claim = { ...rest, ...(given && { given: given as Filter }), ...(published && { published }) };
    return { claim: checked, problems: [...twin, ...askProblems(checked, located, context)] };
  });
}

/** The problems of a claim's question about the cells. */
function askProblems(
  { given = {}, holds, deterministic }: Claim,
  located: Located,
  { cells, axes, columns, check, families }: ClaimContext,
): readonly Problem[] {
  if (!cells || !columns) return [];
  const filter = childOf(located, 'given');
  const wrong = filter?.kind === 'map' ? filterProblems(filter, axes) : [];
  if (wrong.length > 0) return wrong;
  const selected = cells.filter(({ setting }) => matches(setting, given, families));
  if (filter && selected.length === 0) return [problemAt(filter.position, 'matches no setting')];
  if (
    deterministic &&
    selected.length > 0 &&
    selected.every(({ setting }) => setting.batch !== undefined && setting.steps > 0)
  )
    return [problemAt(positionOf(located, ['deterministic']), DRAWN)];
  const problem = check(holds, { metrics: columns, axes, cells: selected });
  return problem ? [expressionProblem(positionOf(located, ['holds']), problem)] : [];
}

const DRAWN = 'these settings train on random batches: without `deterministic` the claim is tested over all seeds';

export function expressionProblem(position: SourcePosition, { message, allowed, didYouMean }: InputProblem): Problem {
  return problemAt(position, message, {
    ...(allowed.length > 0 && { allowed: allowed.join(', ') }),
    ...(didYouMean !== null && { didYouMean }),
  });
}
