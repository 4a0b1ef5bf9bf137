/** The Helvetica scenario. */
import { scalar } from '../../core/gan/options.js';
import type { TestOutcome, TestResult } from '../evidence/evidence.js';
import { modeEvidence, modeEvidenceOf, persisting } from '../evidence/mode-evidence.js';
import { FALSE_ALARM_RATE, fewestModes, reachesLimit } from '../evidence/reference.js';
import type { Absent, Point, RunTrace, Series } from '../evidence/run-trace.js';
import { failureMode } from './_failure-mode.js';

export const modeCollapse = failureMode({
  name: 'mode-collapse',
  description:
    'G covers fewer modes than an equally large sample of the data, or its mode shares are as uneven as if half of the modes were missing.',
  summary: 'G generates some of the modes and misses others',
  kind: 'failure',
  paper: 'arXiv:1406.2661, section 6',
  requires: [
    ['modes-covered', 'mode-kl', 'latent-collapse'],
    ['high-quality', 'latent-collapse'],
  ],
  precedes: ['mode-imbalance', 'off-manifold', 'poor-fit', 'still-improving'],
  notes: [
    'modes-covered is below the number of modes that equally many high-quality samples of the data cover with probability 0.99. Of ' +
      'several counts any one suffices, each with its own limit. A G that covers no mode at all is off-manifold, not collapsed.',
    'high-quality with the same rule and radius gives the number of samples. If samples are near modes no more often than uniform ' +
      'noise over the target’s bounds, the test is inconclusive.',
    'mode-kl is at least log 2, its value for half of the modes, and above its 99 % quantile at q = p. A few stray samples cover ' +
      'every mode of a collapsed G, and change mode-kl little.',
    'latent-collapse is at least `times`: one small ball of x receives that many times as much of z as any ball of the data. This ' +
      'applies to data without modes too.',
    'Any of the three suffices if it persists at every measurement of the last quarter and does not improve there in the sense of ' +
      'still-improving.',
  ],
  options: {
    share: scalar({
      description: 'share of the modes: a mode-kl as large as if only this share were left is a collapse',
      default: 0.5,
      above: 0,
      below: 1,
    }),
    times: scalar({
      description: 'latent-collapse from which on G is collapsed; 1 at q = p',
      default: 2,
      above: 1,
    }),
  },
  test(trace, { share, times }) {
    const counts = trace.all('modes-covered');
    const results = [
      ...(counts.length > 0 ? counts : [trace.series('modes-covered')]).map((count) => fewModes(trace, count)),
      unevenShares(trace, share),
      crowdedLatent(trace, times),
    ];
    const outcomes = results.filter((result): result is TestOutcome => !('absent' in result));
    if (outcomes.length === 0)
      return { absent: [...new Set(results.map((result) => (result as Absent).absent))].join('; ') };
    const applying = outcomes.filter(({ applies }) => applies);
    return {
      applies: applying.length > 0,
      evidence: (applying.length > 0 ? applying : outcomes).flatMap(({ evidence }) => evidence),
    };
  },
});

function fewModes(trace: RunTrace, count: Series | Absent): TestResult {
  const found = modeEvidenceOf(trace, count);
  if ('absent' in found) return found;
  const { series, reference, samplesAt } = found;
  const atLeast = Number(series.choice.atLeast ?? 1);
  // Any of the counts suffices, so that they share the rate of false alarms.
  const level = FALSE_ALARM_RATE / trace.all('modes-covered').length;
  const cache = new Map<number, number>();
  const fewest = (point: Point) => {
    const n = samplesAt(point);
    const modes = cache.get(n) ?? fewestModes(reference, { n, atLeast, level });
    cache.set(n, modes);
    return modes;
  };
  return persisting(series, {
    distance: (value) => reference.weights.length - value,
    is: (point) => point.value > 0 && point.value < fewest(point),
    reference: fewest,
    explanation: (last) =>
      `${samplesAt(last)} high-quality samples of the data cover at least this many of ${reference.weights.length} modes with probability ${Number((1 - level).toPrecision(4))}`,
  });
}

function unevenShares(trace: RunTrace, share: number): TestResult {
  const found = modeEvidence(trace, 'mode-kl');
  if ('absent' in found) return found;
  const limit = (point: Point) => Math.max(-Math.log(share), found.largestModeKl(point));
  return persisting(found.series, {
    is: (point) => reachesLimit(point.value, limit(point)),
    reference: limit,
    explanation: (last) => `value with a share ${share} of the modes left; ${found.inModes(last)}`,
  });
}

function crowdedLatent(trace: RunTrace, times: number): TestResult {
  const series = trace.series('latent-collapse');
  if ('absent' in series) return series;
  return persisting(series, {
    is: ({ value }) => value >= times,
    reference: () => 1,
    explanation: () => 'reference (q = p); one small ball of x receives that many times as much of z',
  });
}
