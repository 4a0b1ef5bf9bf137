/** Causes before symptoms: the order in which failure modes that apply together are listed. */
import type { Family } from '../core/gan/family.js';
import type { FailureMode } from './failure-modes/_failure-mode.js';

// Healthy before still-improving: a run near the optimum needs no more steps.
const KINDS = ['failure', 'health', 'still-improving'] as const satisfies FailureMode['kind'][];

/** Each before all that it precedes; otherwise by kind, then by name. Throws where they precede each other. */
export function inCausalOrder(family: Family<FailureMode>): readonly FailureMode[] {
  const cached = orders.get(family);
  if (cached) return cached;
  const left = new Set(KINDS.flatMap((kind) => [...family.values()].filter((member) => member.kind === kind)));
  const order: FailureMode[] = [];
  while (left.size > 0) {
    const next = [...left].find(({ name }) => [...left].every(({ precedes }) => !precedes.includes(name)));
    if (!next) throw new Error(`circular order of failure modes: ${[...left].map(({ name }) => name).join(', ')}`);
    left.delete(next);
    order.push(next);
  }
  orders.set(family, order);
  return order;
}

const orders = new WeakMap<Family<FailureMode>, readonly FailureMode[]>();
