/** A run that was stopped too early. */
import { scalar } from '../../core/gan/options.js';
import type { Absent, RunTrace, Series } from '../evidence/run-trace.js';
import { MIN_GAIN, trendOf } from '../evidence/trend.js';
import { failureMode } from './_failure-mode.js';

// From the metric that says most about the distance between q and p to the one that says least. mmd is left out: it is negative by
// chance near q = p.
const LOWER_IS_BETTER = [
  'js',
  'total-variation',
  'hellinger',
  'distance',
  'wasserstein-1',
  'wasserstein-2',
  'sliced-wasserstein',
  'energy-distance',
  'kl-q-p',
  'mode-kl',
];

export const stillImproving = failureMode({
  name: 'still-improving',
  description: 'The run was still improving when it ended: more steps would have helped.',
  summary: 'the run was still improving when it ended',
  kind: 'still-improving',
  requires: [[...LOWER_IS_BETTER, 'high-quality']],
  precedes: ['off-manifold', 'poor-fit'],
  notes: [
    'The first of these metrics is used that is measured and not within 10 % of its value for disjoint supports. Every value of the ' +
      'last quarter is better than every value of the third quarter, with at least three values in each: ten measurements a run.',
    'The mean distance from the ideal (for high-quality, from 1) falls by a share `gain` or more. Slower changes do not count.',
    'Successive values are correlated, so that tests of trend for independent values are not used.',
  ],
  options: {
    gain: scalar({
      description: 'share by which the mean distance from the ideal must fall from the third quarter to the last',
      default: MIN_GAIN,
      atLeast: 0,
      below: 1,
    }),
  },
  test(trace, { gain }) {
    const found = mostSensitive(trace);
    if ('absent' in found) return found;
    const trend = trendOf(found, { gain, ...(found.metric === 'high-quality' && { distance: (value) => 1 - value }) });
    return 'absent' in trend ? trend : { applies: trend.improves, evidence: [trend.evidence] };
  },
});

/** The first metric that is not saturated; the first that is present where all are. */
function mostSensitive({ first, series }: RunTrace): (Series & { readonly metric: string }) | Absent {
  const all = [...LOWER_IS_BETTER, 'high-quality'];
  const free = all.filter((metric) => {
    const found = series(metric);
    return !('absent' in found) && !isSaturated(found);
  });
  return first(free.length > 0 ? free : all);
}

const MAXIMA: Readonly<Record<string, number>> = { js: Math.LN2, 'total-variation': 1, hellinger: 1 };

const MAX_SHORTFALL = 0.1; // share of the maximum

/** Whether the last value is nearly that of disjoint supports, which does not depend on how far apart they are. */
function isSaturated({ choice, points }: Series): boolean {
  const maximum = MAXIMA[choice.name] ?? Infinity;
  return (points.at(-1)?.value ?? 0) >= (1 - MAX_SHORTFALL) * maximum;
}
