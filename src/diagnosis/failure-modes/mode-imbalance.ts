/** Every mode, and some hardly ever. */

import { modesOf, staying } from '../evidence/mode-evidence.js';
import { isAsMuch, oneModeMissing } from '../evidence/reference.js';
import type { Point } from '../evidence/run-trace.js';
import { failureMode } from './_failure-mode.js';

export const modeImbalance = failureMode({
  name: 'mode-imbalance',
  description: 'G makes the modes far from as often as they are in the data: as unevenly as if one of them were gone.',
  means: 'G makes some modes far more often than others',
  kind: 'failure',
  paper: 'arXiv:1712.04086 (PacGAN, "reverse KL")',
  needs: [['mode-kl'], ['high-quality']],
  explains: ['poor-fit', 'still-improving'],
  notes: [
    'mode-kl beyond what as many high-quality samples of the data read in 99 of 100 cases, and beyond what lacking the lightest ' +
      'mode costs, log(K / (K - 1)) of K equal modes.',
    'It holds at every reading of the run’s last quarter and is not on the mend there, by what the verdict still-improving asks for.',
  ],
  options: {},
  judge(course) {
    const found = modesOf(course, 'mode-kl');
    if ('absent' in found) return found;
    const limit = (point: Point) => Math.max(oneModeMissing(found.perfect), found.largest(point));
    return staying(found.series, {
      is: (point) => isAsMuch(point.value, limit(point)),
      beside: limit,
      says: (last) => `with the lightest mode gone; ${found.asModes(last)}`,
    });
  },
});
