/** How wide G's modes are. */

import { plural } from '../../core/text/words.js';
import { metric } from '../metric.js';
import { widthOfModes as widthOf } from './_mode-width.js';

export const modeWidth = metric({
  name: 'mode-width',
  description: 'Standard deviation of G’s samples around their nearest mode, over that of the data.',
  paper: 'doi:10.1214/009053604000000553 (a scale from the points that it contains)',
  unit: '1',
  better: 'neither',
  range: [0, Infinity],
  ideal: 1,
  lines: [{ at: 1, label: 'as wide as the data’s modes' }],
  notes: [
    'The width s at which the samples within s times 3 standard deviations of a mode (in the plane; elsewhere as large a ' +
      'share, 98.9 %) have the mean square of a Gaussian of width s that is cut off there: samples far from all modes do ' +
      'not count.',
    'Pooled over modes and coordinates. From n samples of the data in d dimensions, 1 with a standard error of about ' +
      '1 / sqrt(2 n d).',
    'Where modes overlap, a sample’s nearest mode need not be its own: the data’s own value is below 1.',
  ],
  options: {},
  async compute(snapshot) {
    const { modes, unknown = 'the target has no modes', dim } = snapshot.target;
    if (!modes?.length) return { absent: unknown };
    const { generated } = await snapshot.samples();
    if (!generated.every(Number.isFinite)) return { absent: "G's output is not finite" };
    const width = widthOf(generated, { dim, modes });
    if (width === null) return { absent: 'the modes have no spread, or in different coordinates' };
    return Number.isFinite(width) ? { value: width } : { absent: 'squared distances overflow' };
  },
  estimator: async ({ sampleCount }) => `the core of ${plural(sampleCount, 'sample')}`,
});
