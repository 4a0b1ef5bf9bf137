/** Limits of verdicts, as a file sets them. */
import type { Choice } from '../setting.js';
import { resolveChoice } from './choices.js';
import type { Families } from './fields.js';
import type { Located } from './located.js';
import { type Problem, problemAt } from './problems.js';

export function verdictsOf(
  written: readonly Located[],
  families: Families,
  report: (problems: readonly Problem[]) => void,
): readonly Choice[] {
  const found = new Map<string, Choice>();
  for (const item of written) {
    const { value, problems } = resolveChoice(families, 'verdicts', item);
    report(problems);
    if (!value) continue;
    if (found.has(value.name)) report([problemAt(item.place, `${value.name} is listed twice`)]);
    found.set(value.name, value);
  }
  return [...found.values()];
}
