/** How many of the target's modes G makes. */
import { count } from '../../core/gan/options.js';
import { sampleCountText } from '../_sample-count.js';
import { metric } from '../metric.js';
import { highQualitySamples, qualityOptions } from './_high-quality.js';
import { isReached } from './_known.js';

export const modesCovered = metric({
  name: 'modes-covered',
  description: 'Modes of the target with at least so many high-quality samples of G.',
  paper: 'arXiv:1705.07761 (VEEGAN)',
  unit: 'modes',
  better: 'higher',
  range: [0, Infinity],
  ideal: null,
  notes: [
    'The target’s number of modes is the best; its own samples reach it, but by l2 not in hundreds of dimensions, where ' +
      'none comes within 3 standard deviations. VEEGAN and PacGAN count from one sample on.',
    'One stray sample of 2,500 covers a mode: read it together with atLeast 5 or 20.',
    'Mode hopping is invisible here: the covered set may change while its size does not.',
  ],
  options: {
    atLeast: count({ description: 'high-quality samples that a mode needs to count', default: 1 }),
    ...qualityOptions,
  },
  async compute(snapshot, { atLeast, rule, radius }) {
    const assigned = await highQualitySamples(snapshot, { rule, radius });
    if ('absent' in assigned) return assigned;
    return { value: assigned.counts.filter((samples) => samples >= atLeast).length };
  },
  theory: ({ modes }, quality) => {
    if (!modes?.length) return {};
    const ideal = modes.filter((mode) => isReached(mode, quality)).length;
    return { ...(ideal > 0 && { ideal }), bound: modes.length };
  },
  estimator: async ({ sampleCount }) => sampleCountText(sampleCount),
});
