/** A generator with all modes in the wrong proportions. */

import { beyondEveryModeKl, modeEvidence, persisting } from '../evidence/mode-evidence.js';
import { modeKlWithoutLightest, reachesLimit } from '../evidence/reference.js';
import type { Point } from '../evidence/run-trace.js';
import { failureMode } from './_failure-mode.js';

export const modeImbalance = failureMode({
  name: 'mode-imbalance',
  description: 'The mode shares of G differ from those of the data as much as if one mode were missing.',
  summary: 'the mode shares of G differ from those of the data',
  kind: 'failure',
  paper: 'arXiv:1712.04086 (PacGAN, "reverse KL")',
  requires: [['mode-kl'], ['high-quality']],
  precedes: ['poor-fit', 'still-improving'],
  notes: [
    'mode-kl is above what equally many high-quality samples of the data pass in one of 4,000 cases, and at least its value without ' +
      'the lightest mode: log(K / (K - 1)) for K equal modes.',
    'It applies if this persists at every measurement of the last quarter and does not improve there in the sense of still-improving.',
  ],
  options: {},
  test(trace) {
    const found = modeEvidence(trace, 'mode-kl');
    if ('absent' in found) return found;
    const limit = (point: Point) => Math.max(modeKlWithoutLightest(found.reference), found.largestModeKl(point));
    const unreachable = beyondEveryModeKl(found, limit);
    if (unreachable) return unreachable;
    return persisting(found.series, {
      is: (point) => reachesLimit(point.value, limit(point)),
      reference: limit,
      explanation: (last) => `limit, the value without the lightest mode; ${found.inModes(last)}`,
    });
  },
});
