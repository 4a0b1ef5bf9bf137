/** Number of the target's modes that G covers. */

import { MAX_SAMPLES } from '../../core/gan/bounds.js';
import { count } from '../../core/gan/options.js';
import { plural } from '../../core/text/words.js';
import { metric } from '../metric.js';
import { centresOf } from './_centres.js';
import { highQualitySamples, qualityOptions } from './_high-quality.js';
import { isReached } from './_theory.js';

export const modesCovered = metric({
  name: 'modes-covered',
  description: 'Number of the target’s modes that have at least one sample of G within three standard deviations.',
  paper: 'arXiv:1705.07761 (VEEGAN)',
  unit: 'modes',
  better: 'higher',
  range: [0, Infinity],
  ideal: null,
  notes: [
    'The best value is the target’s number of modes. Samples of the data reach it, except by rule l2 in hundreds of ' +
      'dimensions, where none is within 3 standard deviations of its mode.',
    'Modes with one centre are one mode, with their weights, in all metrics of modes: samples cannot tell them apart.',
    'Samples within `radius` standard deviations are of high quality; `atLeast` of them cover a mode.',
    'VEEGAN and PacGAN use `atLeast: 1`: then one stray sample of 2,500 covers a mode. Compare with `atLeast: 5` or ' +
      '20.',
    'Mode hopping is not visible here: the set of covered modes may change while its size does not. See ' +
      'mode-persistence.',
  ],
  options: {
    atLeast: count({ description: 'high-quality samples that cover a mode', default: 1, atMost: MAX_SAMPLES }),
    ...qualityOptions,
  },
  async compute(snapshot, { atLeast, rule, radius }) {
    const assigned = await highQualitySamples(snapshot, { rule, radius });
    if ('absent' in assigned) return assigned;
    return { value: assigned.counts.filter((samples) => samples >= atLeast).length };
  },
  theory: ({ modes }, quality) => {
    if (!modes?.length) return {};
    const { count, of } = centresOf(modes);
    const ideal = new Set(of.filter((_, k) => isReached(modes[k], quality))).size;
    return { ...(ideal > 0 && { ideal }), bound: count };
  },
  estimator: async ({ sampleCount }) => plural(sampleCount, 'sample'),
});
