/** Share of G's samples that are near a mode. */

import { plural } from '../../core/text/words.js';
import { metric } from '../metric.js';
import { highQualitySamples, qualityOptions } from './_high-quality.js';
import { idealHighQuality } from './_theory.js';

export const highQuality = metric({
  name: 'high-quality',
  description: 'Share of G’s samples within three standard deviations of a mode.',
  paper: 'arXiv:1712.04086 (PacGAN)',
  unit: 'fraction',
  better: 'higher',
  range: [0, 1],
  ideal: null,
  lines: [{ at: 1 - Math.exp(-4.5), label: '98.89 %: the data itself, in the plane' }],
  notes: [
    'The data itself has less than 1: 98.89 % in the plane by rule l2 (1 - exp(-4.5)), 99.46 % by rule box, 99.73 % ' +
      'on a line. A higher value means modes that are too narrow, not better ones.',
    'Rule l2: the Mahalanobis distance to the nearest mode is below the radius (PacGAN). Rule box: every coordinate ' +
      'is within the radius, and the first mode that matches counts (self-conditioned GANs).',
    'By both rules a coordinate of standard deviation 0 must be equal. In d others a mode’s own samples are about ' +
      'sqrt(d) from it by l2: with many coordinates (mixture-pacgan: 700, a distance of 26) use rule box.',
  ],
  options: qualityOptions,
  async compute(snapshot, { rule, radius }) {
    const assigned = await highQualitySamples(snapshot, { rule, radius });
    return 'absent' in assigned ? assigned : { value: assigned.total / assigned.n };
  },
  theory: (target, quality) => {
    const ideal = idealHighQuality(target, quality);
    return ideal === null ? {} : { ideal };
  },
  estimator: async ({ sampleCount }) => plural(sampleCount, 'sample'),
});
