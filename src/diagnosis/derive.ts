/** Derived readings: arithmetic on a step's other readings, e.g. `gap: 2*js - log(4) - value`. */
import type { ExpressionProblem } from '../core/experiment/claims.js';
import type { Reading } from '../core/reading.js';
import { evaluate } from './evaluate.js';
import type { Expression } from './expression.js';
import { parseExpression } from './expressions.js';

/** Names and expressions, in the order of the file. A later one may use an earlier one. */
export type Derivations = readonly { readonly name: string; readonly text: string }[];

export interface Derivation {
  readonly name: string;
  readonly expression: Expression;
}

export interface DeriveProblem extends ExpressionProblem {
  readonly name: string;
}

/** `columns` are those of the metrics measured. In expressions their hyphens are underscores: `kl_q_p`. */
export function parseDerivations(
  derivations: Derivations,
  columns: readonly string[],
): { readonly derived: readonly Derivation[]; readonly problems: readonly DeriveProblem[] } {
  const readings = new Map(columns.map((column) => [word(column), column]));
  const derived: Derivation[] = [];
  const problems: DeriveProblem[] = [];
  for (const { name, text } of derivations) {
    const taken = readings.has(word(name));
    if (taken) problems.push({ name, message: `there is a reading ${name} already`, allowed: [], didYouMean: null });
    const parsed = parseExpression(text, { metrics: [], axes: [], readings }, 'number');
    if ('message' in parsed) problems.push({ ...parsed, name });
    else derived.push({ name, expression: parsed.expression });
    if (!taken) readings.set(word(name), name);
  }
  return { derived, problems };
}

const word = (column: string) => column.replaceAll('-', '_');

/** The derived readings of one step, given its others by column. Absent where one that is needed is. */
export function deriveReadings(
  derived: readonly Derivation[],
  readings: ReadonlyMap<string, Reading>,
): readonly { readonly metric: string; readonly reading: Reading }[] {
  const known = new Map(readings);
  return derived.map(({ name, expression }) => {
    const reading = evaluate(expression, {
      ask: () => ({ absent: 'a derived reading asks no runs' }),
      reading: (metric) => {
        const found = known.get(metric) ?? { absent: 'not measured' };
        return 'value' in found ? found : { absent: `${metric} is absent: ${found.absent}` };
      },
    }) as Reading;
    known.set(name, reading);
    return { metric: name, reading };
  });
}
