/** Resolves the options of failure modes that a file sets. */
import type { FamilyRecord } from '../../core/gan/family.js';
import type { Choice } from '../../core/gan/setting.js';
import type { Located } from '../read/located.js';
import { type Problem, problemAt } from '../read/problems.js';
import { resolveChoice } from './choices.js';

export function failureOptions(
  written: readonly Located[],
  families: FamilyRecord,
  report: (problems: readonly Problem[]) => void,
): readonly Choice[] {
  const found = new Map<string, Choice>();
  for (const item of written) {
    const { value, problems } = resolveChoice(families, 'failures', item);
    report(problems);
    if (!value) continue;
    if (found.has(value.name)) report([problemAt(item.position, `duplicate failure mode "${value.name}"`)]);
    found.set(value.name, value);
  }
  return [...found.values()];
}
