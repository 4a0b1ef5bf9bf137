/** Readings that could not be taken, over all runs. */
import { isPresent } from '../../records/metric-value.js';
import type { Arm } from '../page/settings.js';

/** By metric column: the reasons, and how many readings each took. Goes through the runs once: some are read from disk. */
export function absencesOf(arms: readonly Arm[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const found = new Map<string, Map<string, number>>();
  for (const { history } of arms.flatMap(({ runs }) => runs))
    for (const { metric, reading } of history) {
      if (isPresent(reading)) continue;
      const reasons = found.get(metric) ?? new Map<string, number>();
      found.set(metric, reasons.set(reading.absent, (reasons.get(reading.absent) ?? 0) + 1));
    }
  return found;
}
