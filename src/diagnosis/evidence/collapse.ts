/** The criteria of a mode collapse: by named modes, by the densest ball, by js, and by the data's own neighbours. */

import { crowdingOf } from './crowding.js';
import type { TestResult } from './evidence.js';
import { CASES, LEVEL, limitText } from './level.js';
import { beyondEveryModeKl, modeEvidence, modeEvidenceOf, persisting } from './mode-evidence.js';
import { neighbourNull } from './neighbours.js';
import { fewestModes, hasEqualWeights, reachesLimit, referenceModes } from './reference.js';
import type { Absent, Point, RunTrace, Series } from './run-trace.js';
import { spreadOf } from './spread.js';

/** Fewer modes than as many samples of the data cover. */
export function fewModes(trace: RunTrace, count: Series | Absent): TestResult {
  const found = modeEvidenceOf(trace, count);
  if ('absent' in found) return found;
  const { series, reference, samplesAt } = found;
  const atLeast = Number(series.choice.atLeast ?? 1);
  // Any of the counts suffices, so that they share the level.
  const level = LEVEL / trace.all('modes-covered').length;
  const cache = new Map<number, number>();
  const fewest = (point: Point) => {
    const n = samplesAt(point);
    const modes = cache.get(n) ?? fewestModes(reference, { n, atLeast, level });
    cache.set(n, modes);
    return modes;
  };
  const last = series.end.at(-1);
  if (last && series.end.every((point) => fewest(point) <= 1))
    return {
      absent: `${samplesAt(last)} high-quality samples of the data itself may cover one mode alone by ${series.column}: raise measure.samples`,
    };
  return persisting(series, {
    distance: (value) => reference.weights.length - value,
    is: (point) => point.value > 0 && point.value < fewest(point),
    reference: fewest,
    explanation: (last) =>
      `of ${reference.weights.length} modes; ${samplesAt(last)} high-quality samples of the data cover fewer in one of ${CASES} cases`,
  });
}

/** Shares as uneven as with some of the modes missing; only equal weights let mode-kl say so. */
export function unevenShares(trace: RunTrace, share: number): TestResult {
  const found = modeEvidence(trace, 'mode-kl');
  if ('absent' in found) return found;
  if (!hasEqualWeights(found.reference))
    return { absent: 'with unequal weights mode-kl does not tell missing modes from uneven shares' };
  const limit = (point: Point) => Math.max(-Math.log(share), found.largestModeKl(point));
  const unreachable = beyondEveryModeKl(found, limit);
  if (unreachable) return unreachable;
  return persisting(found.series, {
    is: (point) => reachesLimit(point.value, limit(point)),
    reference: limit,
    explanation: (last) => `limit, the value with a share ${share} of the modes left; ${found.inModes(last)}`,
  });
}

/** One small ball of x receives many times as much of z as any ball of the data. */
export function crowdedLatent(trace: RunTrace, times: number): TestResult {
  const series = trace.series('latent-collapse');
  if ('absent' in series) return series;
  if (!trace.target) return { absent: 'the target can no longer be created' };
  const radius = Number(series.choice.radius ?? 3) * trace.target.scale;
  const own = crowdingOf(trace.target, radius, trace);
  if ('absent' in own) return own;
  const limit = Math.max(times, own.limit);
  if (limit > own.largest)
    return {
      absent: `${series.column} of ${limit.toPrecision(3)} is beyond any G: the densest ball of the data holds ${(1 / own.largest).toPrecision(2)} of it`,
    };
  return persisting(series, {
    is: ({ value }) => value >= limit,
    reference: () => limit,
    explanation: ({ value }) =>
      `${limitText({ limit, own: 1, bySize: times, samples: trace.samples })}; one small ball of x receives ${Number(value.toPrecision(2))} times as much of z as any ball of the data`,
  });
}

const MIN_SHARE_OF_LN2 = 0.98;

/** js is that of disjoint supports, although samples are as near the modes as the data: they are on points or curves. */
export function oneSpot({ series, target, samples }: RunTrace): TestResult {
  const [js, quality] = [series('js'), series('high-quality')];
  if ('absent' in js) return js;
  if ('absent' in quality) return quality;
  const own = target && referenceModes(target, quality.choice)?.highQuality;
  if (!own) return { absent: 'the target has no modes near which samples could be' };
  const near = new Map(quality.points.map(({ step, value }) => [step, value]));
  const isNear = ({ step }: Point) => (near.get(step) ?? 0) * samples >= 1 && (near.get(step) ?? 0) >= own / 2;
  return persisting(js, {
    is: (point) => point.value >= MIN_SHARE_OF_LN2 * Math.LN2 && isNear(point),
    reference: () => Math.LN2,
    explanation: (last) =>
      `value for disjoint supports, although a share ${Number((near.get(last.step) ?? 0).toPrecision(2))} of the samples are near modes: they lie on points or curves`,
  });
}

/** Hardly any of the data is covered, and samples are near each other. */
export function lostSupport(
  trace: RunTrace,
  { support, spread }: { readonly support: number; readonly spread: number },
): TestResult {
  const { target, samples } = trace;
  const found = trace.first(['coverage', 'recall']);
  if ('absent' in found) return found;
  if (!target) return { absent: 'the target can no longer be created' };
  const apart = spreadOf(trace, spread);
  if ('absent' in apart) return apart;
  const covered = neighbourNull(found, target, trace);
  if ('absent' in covered) return covered;
  const limit = Math.min(support * covered.mean, covered.low);
  const spreads = new Map(apart.series.points.map(({ step, value }) => [step, value]));
  const isNear = ({ step }: Point) => (spreads.get(step) ?? Infinity) <= apart.limit;
  const byCoverage = persisting(found, {
    is: (point) => point.value < limit && isNear(point),
    distance: (value) => covered.mean - value,
    reference: () => limit,
    explanation: () => limitText({ limit, own: covered.mean, bySize: support * covered.mean, samples }),
  });
  if ('absent' in byCoverage) return byCoverage;
  const bySpread = persisting(apart.series, {
    is: isNear,
    distance: (value) => apart.own - value,
    reference: () => apart.limit,
    explanation: () => `${limitText({ ...apart, samples })}; the samples are in one spot`,
  });
  if ('absent' in bySpread) return bySpread;
  return { applies: byCoverage.applies, evidence: [...byCoverage.evidence, ...bySpread.evidence] };
}
