/** Where an arm's runs ended: a metric's final readings over its seeds, with the diverged runs ranked worst. */
import { isPresent } from '../core/reading.js';
import type { RunRecord } from '../core/records.js';
import type { Arm } from './arms.js';
import type { Column } from './context.js';
import { finalReadings } from './readings.js';

/** A final reading, or a run that diverged: worse than any reading. */
export type Ranked = number | 'diverged';

export interface Summary {
  /** From best to worst; from low to high where neither is better. */
  readonly ranked: readonly Ranked[];
  /** The middle of them; absent without runs. Halfway between a number and a diverged run lies a diverged run. */
  readonly median: Ranked | null;
  /** Runs without a reading, and why. */
  readonly absent: readonly string[];
}

export function summaryOf(arm: Arm, column: Column): Summary {
  const { better } = column.metric;
  const values: number[] = [];
  const absent: string[] = [];
  let diverged = 0;
  for (const run of arm.runs) {
    const reading = finalReadings(run).get(column.name);
    if (run.outcome === 'diverged' && better !== 'neither') diverged++;
    else if (run.outcome !== 'finished') absent.push(run.outcome);
    else if (reading === undefined) absent.push('not measured');
    else if (isPresent(reading)) values.push(reading.value);
    else absent.push(reading.absent);
  }
  values.sort((a, b) => (better === 'higher' ? b - a : a - b));
  const ranked = [...values, ...Array<'diverged'>(diverged).fill('diverged')];
  return { ranked, median: middle(ranked), absent };
}

function middle(ranked: readonly Ranked[]): Ranked | null {
  if (ranked.length === 0) return null;
  const [low, high] = [ranked[Math.ceil(ranked.length / 2) - 1], ranked[Math.floor(ranked.length / 2)]];
  if (low === 'diverged' || high === 'diverged') return 'diverged';
  return low === high ? low : (low + high) / 2;
}

/** Below 0 where a is better than b; 0 where neither direction is. */
export function compareRanked(a: Ranked, b: Ranked, { metric }: Column): number {
  if (metric.better === 'neither' || a === b) return 0;
  if (a === 'diverged') return 1;
  if (b === 'diverged') return -1;
  return metric.better === 'lower' ? a - b : b - a;
}

/** How the runs ended. */
export function outcomes(runs: readonly RunRecord[]) {
  const count = (outcome: RunRecord['outcome']) => runs.filter((run) => run.outcome === outcome).length;
  const [finished, diverged, error, interrupted] = [
    count('finished'),
    count('diverged'),
    count('error'),
    count('interrupted'),
  ];
  return { finished, diverged, error, interrupted };
}
