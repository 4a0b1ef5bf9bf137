/** Divergences that read the same of all q that are far from p, however far. */
import type { Series } from './run-trace.js';

const DISJOINT: Readonly<Record<string, number>> = { js: Math.LN2, 'total-variation': 1, hellinger: 1 };

const NEAR = 0.1; // of what disjoint supports read

/** Whether its last reading is nearly what disjoint supports read: then it does not tell far from farther. */
export function isSaturated({ choice, points }: Series): boolean {
  const most = DISJOINT[choice.name] ?? Infinity;
  return (points.at(-1)?.value ?? 0) >= (1 - NEAR) * most;
}
