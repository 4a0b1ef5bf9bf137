/** Resolves the derived columns of an experiment file: checks them against the metrics. */

import type { checkDerivations } from '../../inference/expressions/check-expression.js';
import { type Derivation, type Measure, RUN_COLUMNS } from '../../records/experiment.js';
import { type LocatedMap, toJson } from '../read/located.js';
import { type Problem, problemAt } from '../read/problems.js';
import { expressionProblem } from './claims.js';

/** The derived columns. If `measure` has problems, the expressions are not checked. */
export function derivationsOf(
  written: LocatedMap | null,
  {
    measure,
    axes,
    check,
  }: { readonly measure: Measure | null; readonly axes: readonly string[]; readonly check: typeof checkDerivations },
): { readonly derive: readonly Derivation[]; readonly problems: readonly Problem[] } {
  const entries = written ? [...written.entries] : [];
  const derive = entries.map(([name, { value }]) => ({ name, text: String(toJson(value)) }));
  // Programs that read results.csv would see only one of two columns with the same name.
  const taken = entries.flatMap(([name, { key }]) =>
    RUN_COLUMNS.includes(name) || axes.includes(name)
      ? [problemAt(key, `results.csv already has a column "${name}"`)]
      : [],
  );
  if (!measure) return { derive, problems: taken };
  const found = check(
    derive,
    measure.metrics.map(({ column }) => column),
  );
  return {
    derive,
    problems: [
      ...taken,
      ...found.map((problem) => expressionProblem(written!.entries.get(problem.name)!.value.position, problem)),
    ],
  };
}
