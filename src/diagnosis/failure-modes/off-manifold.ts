/** Samples where there is no data. */
import { scalar } from '../../core/gan/options.js';
import { referenceModes } from '../evidence/reference.js';
import { lastValue, tooFewAtEnd } from '../evidence/run-trace.js';
import { failureMode } from './_failure-mode.js';

export const offManifold = failureMode({
  name: 'off-manifold',
  description: 'Most samples of G are near no mode.',
  summary: 'most samples of G are where there is no data',
  kind: 'failure',
  paper: 'arXiv:1705.07761 (high-quality samples)',
  requires: [['high-quality']],
  precedes: ['poor-fit'],
  notes: [
    'high-quality is below a share `share` of its value at q = p at every measurement of the last quarter.',
    'That value is known in closed form: 98.89 % in the plane for Gaussian modes that do not overlap.',
  ],
  options: {
    share: scalar({
      description: 'limit on high-quality, as a share of its value at q = p',
      default: 0.5,
      above: 0,
      below: 1,
    }),
  },
  test({ series, target }, { share }) {
    const quality = series('high-quality');
    if ('absent' in quality) return quality;
    const tooFew = tooFewAtEnd(quality);
    if (tooFew) return { absent: tooFew };
    const ideal = (target && referenceModes(target, quality.choice))?.highQuality ?? null;
    if (ideal === null) return { absent: 'high-quality at q = p has no closed form for this target' };
    return {
      applies: quality.end.every(({ value }) => value < share * ideal),
      evidence: [lastValue(quality, ideal, 'reference (q = p)')],
    };
  },
});
