/** The Vendi score. */

import { z } from 'zod';
import { scalar } from '../../core/gan/options.js';
import { significant } from '../../core/text/plain-numbers.js';
import { plural } from '../../core/text/words.js';
import { valueOfClouds } from '../_clouds.js';
import { metric } from '../metric.js';
import { bandwidthFromModes, defaultBandwidth, MAX_VENDI_SAMPLES, vendiScore } from './_vendi-score.js';

export const vendi = metric({
  name: 'vendi',
  description:
    'Effective number of distinct samples: the exponential of the entropy of the similarity matrix’s eigenvalues.',
  paper: 'arXiv:2210.02410',
  unit: 'samples',
  better: 'higher',
  range: [1, Infinity],
  isOfGeneratedAlone: true,
  ideal: null,
  notes: [
    'The matrix is K / n, with the Gaussian kernel K(x, y) = exp(-|x - y|^2 / (2 bandwidth^2)) and n samples. The ' +
      'entropy is Shannon’s for `order: 1` and Rényi’s for others.',
    'The bandwidth decides which samples are distinct. By default it is between the modes’ width and distance: the ' +
      'geometric mean of sqrt(2 d) times the target’s scale and half the smallest distance between modes; with fewer ' +
      'than two modes, the median distance in the data.',
    'A cosine kernel is at most 2 in the plane, whatever the number of modes.',
    'Uses the first 400 samples. m equal, separated, narrow modes give about m.',
  ],
  options: {
    bandwidth: z
      .number()
      .gt(0)
      .optional()
      .describe('width of the kernel; default: between the width and the distance of the target’s modes'),
    order: scalar({ description: 'order of the entropy', default: 1, above: 0 }),
  },
  compute: (snapshot, { bandwidth, order }) =>
    valueOfClouds(snapshot, { atMost: MAX_VENDI_SAMPLES }, ({ pairs }) => {
      const width = bandwidth ?? defaultBandwidth(snapshot.target, pairs.real);
      if (!(width > 0)) return { absent: 'the median squared distance in the data is 0: set bandwidth' };
      return vendiScore(pairs.generated, { width, order });
    }),
  estimator: async ({ sampleCount, target }, { bandwidth }) => {
    const width = bandwidth ?? bandwidthFromModes(target);
    return `${plural(Math.min(MAX_VENDI_SAMPLES, sampleCount), 'sample')}, Gaussian kernel of width ${width === null ? 'the median distance in the data' : significant(width, 3)}`;
  },
});
