/** What verdicts on modes share: the readings, the data's own beside them, and whether a state stays. */

import type { Choice } from '../../core/gan/setting.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import { logGamma } from '../../core/math/special/beta.js';
import type { TestResult } from './finding.js';
import { largestModeKl, type PerfectModes, perfectModes, qualityOf } from './reference.js';
import { type Absent, atEnd, type Point, type RunTrace, type Series, tooShort } from './run-trace.js';
import { isRising } from './trend.js';

export interface OfModes {
  readonly series: Series;
  readonly perfect: PerfectModes;
  /** The same rule's and radius' high-quality. */
  readonly quality: Series;
  /** How many high-quality samples a reading is of. */
  samplesAt(point: Point): number;
  /** The largest mode-kl that as many of the data's own read, in 99 of 100. */
  largest(point: Point): number;
  /** A mode-kl in words. */
  asModes(point: Point): string;
}

/** Readings of modes, and what the data itself would read. */
export function modesOf(course: RunTrace, metric: string): OfModes | Absent {
  return onModes(course, course.series(metric));
}

export function onModes(course: RunTrace, found: Series | Absent): OfModes | Absent {
  if ('absent' in found) return found;
  const { target, samples } = course;
  const perfect = target && perfectModes(target, found.choice);
  if (!perfect) return { absent: 'the target has no modes, or cannot be made any more' };
  if (perfect.weights.length < 2) return { absent: 'the target has one mode' };
  const quality = qualityAlike(course, found.choice);
  if ('absent' in quality) return { absent: `how many samples ${found.column} is of is not known: ${quality.absent}` };
  const scattered = scatteredShare(target, found.choice);
  if (quality.end.every(({ value }) => value <= scattered))
    return {
      absent: `${found.column} is of samples that are near modes no more often than if strewn about: a share ${scattered.toPrecision(2)}`,
    };
  const shares = new Map(quality.points.map(({ step, value }) => [step, value]));
  const samplesAt = ({ step }: Point) => Math.round(samples * (shares.get(step) ?? 0));
  return {
    series: found,
    perfect,
    quality,
    samplesAt,
    largest: (point) => largestModeKl(perfect, samplesAt(point)),
    asModes: ({ value }) => asModes(perfect.weights, value),
  };
}

/** What high-quality reads, at most, of samples strewn evenly over the target's bounds: those come near modes by chance. */
function scatteredShare({ modes = [], bounds, dim }: Distribution, choice: Choice): number {
  const { rule, radius } = qualityOf(choice);
  const ball = Math.exp((dim / 2) * Math.log(Math.PI) - logGamma(dim / 2 + 1));
  const unit = rule === 'box' ? 2 ** dim : ball;
  const volumes = modes.map(({ std }) => std.reduce((product, deviation) => product * radius * deviation, unit));
  const all = bounds.reduce((product, { low, high }) => product * (high - low), 1);
  return volumes.reduce((sum, volume) => sum + volume, 0) / all;
}

/** The share of samples near a mode, by the rule and the radius of another metric: how many samples that one is of. */
function qualityAlike({ all }: RunTrace, choice: Choice): Series | Absent {
  const { rule, radius } = qualityOf(choice);
  const alike = all('high-quality').filter((each): each is Series => {
    if ('absent' in each) return false;
    const its = qualityOf(each.choice);
    return its.rule === rule && its.radius === radius;
  });
  return alike[0] ?? { absent: 'high-quality of the same rule and radius is not measured' };
}

/** KL(q || w) of a q that has all but some modes is -log of the weight that is left. */
function asModes(weights: readonly number[], kl: number): string {
  const left = Math.exp(-kl);
  return Math.max(...weights) - Math.min(...weights) < 1e-9
    ? `this is as uneven as ${(weights.length * left).toPrecision(2)} of ${weights.length} modes alone`
    : `this is as uneven as if modes with ${(100 * (1 - left)).toPrecision(2)} % of the data were left out`;
}

interface State {
  /** How far a reading is from what it should be. */
  lacking?(value: number): number;
  is(point: Point): boolean;
  beside(last: Point): number;
  says(last: Point): string;
}

/** Whether every reading of the end is so, and the run is not on its way out. */
export function staying(series: Series, { lacking, is, beside, says }: State): TestResult {
  const short = tooShort(series);
  if (short) return { absent: short };
  const last = series.end.at(-1)!;
  return {
    holds: series.end.every(is) && !isRising(series, lacking),
    evidence: [atEnd(series, beside(last), says(last))],
  };
}
