/** What verdicts on modes share: the readings, the data's own beside them, and whether a state stays. */
import { type Absent, atEnd, type Course, type Point, type Series, tooShort } from './course.js';
import type { Judgement } from './judgement.js';
import { largestModeKl, type PerfectModes, perfectModes } from './perfect.js';
import { isRising } from './trend.js';

export interface OfModes {
  readonly series: Series;
  readonly perfect: PerfectModes;
  /** How many high-quality samples a reading is of. */
  samplesAt(point: Point): number;
  /** The largest mode-kl that as many of the data's own read, in 99 of 100. */
  largest(point: Point): number;
  /** A mode-kl in words. */
  asModes(point: Point): string;
}

/** Readings that count modes, and what the data itself would read; null where they are not measured. */
export function modesOf({ series, target, samples }: Course, metric: string): OfModes | Absent | null {
  const found = series(metric);
  if ('absent' in found) return null;
  const perfect = target && perfectModes(target, found.choice);
  if (!perfect) return { absent: 'the target has no modes, or cannot be made any more' };
  if (perfect.weights.length < 2) return { absent: 'the target has one mode' };
  const quality = series('high-quality');
  const shares = new Map('absent' in quality ? [] : quality.points.map(({ step, value }) => [step, value]));
  const usual = perfect.highQuality ?? 1;
  const samplesAt = ({ step }: Point) => Math.round(samples * (shares.get(step) ?? usual));
  const modes = perfect.weights.length;
  return {
    series: found,
    perfect,
    samplesAt,
    largest: (point) => largestModeKl(perfect, samplesAt(point)),
    asModes: ({ value }) => `this is as uneven as ${(modes * Math.exp(-value)).toPrecision(2)} of ${modes} modes alone`,
  };
}

interface State {
  /** How far a reading is from what it should be. */
  lacking?(value: number): number;
  is(point: Point): boolean;
  beside(last: Point): number;
  says(last: Point): string;
}

/** Whether every reading of the end is so, and the run is not on its way out. */
export function staying(series: Series, { lacking, is, beside, says }: State): Judgement {
  const short = tooShort(series);
  if (short) return { absent: short };
  const last = series.end.at(-1)!;
  return {
    holds: series.end.every(is) && !isRising(series, lacking),
    evidence: [atEnd(series, beside(last), says(last))],
  };
}
