/** Stopped on its way. */
import { scalar } from '../../core/gan/options.js';
import type { Absent, RunTrace, Series } from '../evidence/run-trace.js';
import { isSaturated } from '../evidence/saturation.js';
import { GAIN, wayOf } from '../evidence/trend.js';
import { failureMode } from './_failure-mode.js';

// From what says most of how far q is from p to what says least. Not mmd, which is negative by chance near its end.
const LOWER = [
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
  description: 'It was still getting better when it was stopped: more steps would have helped.',
  means: 'it was still getting better when it was stopped',
  kind: 'still-improving',
  needs: [[...LOWER, 'high-quality']],
  explains: ['off-manifold', 'poor-fit'],
  notes: [
    'Of the first of these that is measured and not within a tenth of what it reads of disjoint supports: every reading of the ' +
      'run’s last quarter is better than every reading of the quarter before, three at least in each, which takes ten readings a run.',
    'And what is lacking, of high-quality to 1, is less by a tenth or more in the mean. A slower way is none.',
    'Readings that follow one another are alike, so that tests of trend, which take them to be independent, are not used.',
  ],
  options: {
    gain: scalar({
      description: 'share by which what is lacking must get less from the third quarter to the last',
      default: GAIN,
      atLeast: 0,
      below: 1,
    }),
  },
  judge(course, { gain }) {
    const found = telling(course);
    if ('absent' in found) return found;
    const way = wayOf(found, { gain, ...(found.metric === 'high-quality' && { lacking: (value) => 1 - value }) });
    return 'absent' in way ? way : { holds: way.rises, evidence: [way.evidence] };
  },
});

/** The first that can say anything; the first that there is, where all are saturated. */
function telling({ first, series }: RunTrace): (Series & { readonly metric: string }) | Absent {
  const all = [...LOWER, 'high-quality'];
  const free = all.filter((metric) => {
    const there = series(metric);
    return !('absent' in there) && !isSaturated(there);
  });
  return first(free.length > 0 ? free : all);
}
