/** What failure modes of multimodal targets share: a metric on modes, its reference, and whether a state persists. */

import type { Choice } from '../../core/gan/setting.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import { minimum } from '../../core/math/long-lists.js';
import { logGamma } from '../../core/math/special/beta.js';
import type { TestResult } from './evidence.js';
import {
  hasEqualWeights,
  largestModeKl,
  qualityOf,
  type ReferenceModes,
  reachesLimit,
  referenceModes,
} from './reference.js';
import { type Absent, lastValue, type Point, type RunTrace, type Series, tooFewAtEnd } from './run-trace.js';
import { isImproving } from './trend.js';

export interface ModeEvidence {
  readonly series: Series;
  readonly reference: ReferenceModes;
  /** high-quality with the same rule and radius. */
  readonly quality: Series;
  /** The number of high-quality samples that a value rests on. */
  samplesAt(point: Point): number;
  /** What mode-kl over equally many samples of the data passes with probability `LEVEL`. Nats. */
  largestModeKl(point: Point): number;
  /** A mode-kl in words. */
  inModes(point: Point): string;
}

/** A metric on modes with its reference. */
export function modeEvidence(trace: RunTrace, metric: string): ModeEvidence | Absent {
  return modeEvidenceOf(trace, trace.series(metric));
}

export function modeEvidenceOf(trace: RunTrace, series: Series | Absent): ModeEvidence | Absent {
  if ('absent' in series) return series;
  const { target, samples } = trace;
  const reference = target && referenceModes(target, series.choice);
  if (!reference) return { absent: 'the target has no modes, or can no longer be created' };
  if (reference.weights.length < 2) return { absent: 'the target has one mode' };
  const quality = matchingQuality(trace, series.choice);
  if ('absent' in quality)
    return { absent: `the number of high-quality samples behind ${series.column} is unknown: ${quality.absent}` };
  const uniform = uniformQuality(target, series.choice);
  if (quality.end.every(({ value }) => value <= uniform))
    return {
      absent: `samples are near modes no more often than uniform noise (high-quality ${uniform.toPrecision(2)}), so that ${series.column} says nothing`,
    };
  const shares = new Map(quality.points.map(({ step, value }) => [step, value]));
  const samplesAt = ({ step }: Point) => Math.round(samples * (shares.get(step) ?? 0));
  return {
    series,
    reference,
    quality,
    samplesAt,
    largestModeKl: (point) => largestModeKl(reference, samplesAt(point)),
    inModes: ({ value }) => inModes(reference, value),
  };
}

/** An upper bound on high-quality of uniform samples over the target's bounds, some of which are near modes by chance. */
function uniformQuality({ modes = [], bounds, dim }: Distribution, choice: Choice): number {
  const { rule, radius } = qualityOf(choice);
  const ball = Math.exp((dim / 2) * Math.log(Math.PI) - logGamma(dim / 2 + 1));
  const unit = rule === 'box' ? 2 ** dim : ball;
  const volumes = modes.map(({ std }) => std.reduce((product, deviation) => product * radius * deviation, unit));
  const all = bounds.reduce((product, { low, high }) => product * (high - low), 1);
  return volumes.reduce((sum, volume) => sum + volume, 0) / all;
}

/** high-quality with the rule and the radius of another metric: the share of the samples that this one rests on. */
function matchingQuality({ all }: RunTrace, choice: Choice): Series | Absent {
  const { rule, radius } = qualityOf(choice);
  const matching = all('high-quality').filter((each): each is Series => {
    if ('absent' in each) return false;
    const its = qualityOf(each.choice);
    return its.rule === rule && its.radius === radius;
  });
  return matching[0] ?? { absent: 'high-quality with the same rule and radius is not measured' };
}

/** KL(q || w) of a q that has all but some modes is -log of the weight that is left. */
function inModes({ weights }: ReferenceModes, kl: number): string {
  const left = Math.exp(-kl);
  return hasEqualWeights({ weights })
    ? `the measured value is that of ${(weights.length * left).toPrecision(2)} of ${weights.length} modes`
    : `the measured value is that of missing modes with ${(100 * (1 - left)).toPrecision(2)} % of the data`;
}

/** Why no q at all has a mode-kl that reaches the limit, or null. The largest, -log w, is that of a q in the lightest mode alone. */
export function beyondEveryModeKl(
  { series, reference, samplesAt }: ModeEvidence,
  limit: (point: Point) => number,
): Absent | null {
  const largest = -Math.log(minimum(reference.weights));
  const last = series.end.at(-1);
  if (!last || series.end.some((point) => reachesLimit(largest, limit(point)))) return null;
  return {
    absent: `${samplesAt(last)} high-quality samples of the data itself may have any ${series.column}: raise measure.samples`,
  };
}

interface State {
  /** Distance of a value from its ideal. */
  distance?(value: number): number;
  is(point: Point): boolean;
  reference(last: Point): number;
  explanation(last: Point): string;
}

/** Whether every value of the last quarter is so, and the run is not improving. */
export function persisting(series: Series, { distance, is, reference, explanation }: State): TestResult {
  const tooFew = tooFewAtEnd(series);
  if (tooFew) return { absent: tooFew };
  const last = series.end.at(-1)!;
  return {
    applies: series.end.every(is) && !isImproving(series, distance),
    evidence: [lastValue(series, reference(last), explanation(last))],
  };
}
