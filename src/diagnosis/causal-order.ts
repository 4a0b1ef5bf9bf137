/** Causes before symptoms: the order in which verdicts that hold together are told. */
import type { Family } from '../core/gan/family.js';
import type { FailureMode } from './failure-modes/_failure-mode.js';

// Health before unfinished: what is near the truth needs no further steps.
const FIRST = ['failure', 'health', 'still-improving'] as const satisfies FailureMode['kind'][];

/** Each before all that it explains; else by kind, then by name. Throws where they explain each other. */
export function causesFirst(family: Family<FailureMode>): readonly FailureMode[] {
  const there = known.get(family);
  if (there) return there;
  const left = new Set(FIRST.flatMap((kind) => [...family.values()].filter((verdict) => verdict.kind === kind)));
  const order: FailureMode[] = [];
  while (left.size > 0) {
    const next = [...left].find(({ name }) => [...left].every(({ explains }) => !explains.includes(name)));
    if (!next) throw new Error(`verdicts that explain each other: ${[...left].map(({ name }) => name).join(', ')}`);
    left.delete(next);
    order.push(next);
  }
  known.set(family, order);
  return order;
}

const known = new WeakMap<Family<FailureMode>, readonly FailureMode[]>();
