/** The share of G's samples that look like data. */

import { sampleCountText } from '../_sample-count.js';
import { metric } from '../metric.js';
import { highQualitySamples, qualityOptions } from './_high-quality.js';
import { highQualityOf } from './_known.js';

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
    'The data itself does not reach 1: 98.89 % in two dimensions under the l2 rule (1 - exp(-4.5)), 99.46 % under the box ' +
      'rule, 99.73 % in one. More than that means modes that are too narrow, not better ones.',
    'Rule l2: Mahalanobis distance to the nearest mode, strictly below the radius (PacGAN). Rule box: every coordinate ' +
      'within the radius, first mode that matches (self-conditioned GANs).',
    'A coordinate of standard deviation 0 must be equal, by either rule. In the d others a sample of the mode itself is about ' +
      'sqrt(d) from it by l2: for many coordinates (mixture-pacgan: 700, 26 from its mean) take the box rule.',
  ],
  options: qualityOptions,
  async compute(snapshot, { rule, radius }) {
    const assigned = await highQualitySamples(snapshot, { rule, radius });
    return 'absent' in assigned ? assigned : { value: assigned.total / assigned.n };
  },
  theory: (target, quality) => {
    const ideal = highQualityOf(target, quality);
    return ideal === null ? {} : { ideal };
  },
  estimator: async ({ sampleCount }) => sampleCountText(sampleCount),
});
