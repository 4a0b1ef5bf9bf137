/** The derived readings of an experiment file, checked against what is measured. */
import { type ExpressionProblem, expressionProblem } from './claims.js';
import { type LocatedMap, toJson } from './located.js';
import type { Derivation, Measure } from './plan.js';
import type { Problem } from './problems.js';

/** What is wrong with derivations, by name. Expressions are the diagnosis's matter, a floor above. */
export type CheckDerivations = (
  derivations: readonly Derivation[],
  columns: readonly string[],
) => readonly (ExpressionProblem & { readonly name: string })[];

/** What the file derives. Where `measure` has problems, the expressions are not checked. */
export function derivationsOf(
  written: LocatedMap | null,
  { measure, check }: { readonly measure: Measure | null; readonly check: CheckDerivations },
): { readonly derive: readonly Derivation[]; readonly problems: readonly Problem[] } {
  const entries = written ? [...written.entries] : [];
  const derive = entries.map(([name, { value }]) => ({ name, text: String(toJson(value)) }));
  if (!measure) return { derive, problems: [] };
  const found = check(
    derive,
    measure.metrics.map(({ column }) => column),
  );
  return {
    derive,
    problems: found.map((problem) => expressionProblem(written!.entries.get(problem.name)!.value.place, problem)),
  };
}
