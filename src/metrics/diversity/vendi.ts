/** The Vendi score. */

import { z } from 'zod';
import { scalar } from '../../core/gan/options.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import { symmetricEigenvalues } from '../../core/math/eigen/symmetric-eigenvalues.js';
import { pairMean, squaredDistance } from '../../core/math/geometry/distances.js';
import { power } from '../../core/math/special/power.js';
import { significant } from '../../core/text/plain-numbers.js';
import { plural } from '../../core/text/words.js';
import { type Clouds, valueOfClouds } from '../_clouds.js';
import { metric } from '../metric.js';

const MAX_SAMPLES = 400; // a similarity matrix of 400 x 400

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
    valueOfClouds(snapshot, { atMost: MAX_SAMPLES }, (found) => {
      const width = bandwidth ?? defaultBandwidth(snapshot.target, found);
      if (!(width > 0)) return { absent: 'the median squared distance in the data is 0: set bandwidth' };
      const { generated, n, dim } = found;
      const kernel = new Float64Array(n * n);
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++)
          kernel[i * n + j] = Math.exp(-squaredDistance(generated, i, generated, j, dim) / (2 * width ** 2)) / n;
      return effectiveNumber(symmetricEigenvalues(kernel, n), order);
    }),
  estimator: async ({ sampleCount, target }, { bandwidth }) => {
    const width = bandwidth ?? bandwidthFromModes(target);
    return `${plural(Math.min(MAX_SAMPLES, sampleCount), 'sample')}, Gaussian kernel of width ${width === null ? 'the median distance in the data' : significant(width, 3)}`;
  },
});

function defaultBandwidth(target: Distribution, { real, dim }: Clouds): number {
  const fromModes = bandwidthFromModes(target);
  if (fromModes !== null) return fromModes;
  const squares: number[] = [];
  pairMean({ a: real, dim }, (squared) => squares.push(squared));
  return squares.length ? Math.sqrt(Float64Array.from(squares).sort()[squares.length >> 1]) : target.scale;
}

/** Between the modes' width and the smallest distance of their centres; null with fewer than two centres. */
function bandwidthFromModes(target: Distribution): number | null {
  const { modes, dim } = target;
  if (!modes || modes.length < 2) return null;
  const means = Float64Array.from(modes.flatMap(({ mean }) => mean));
  let least = Infinity;
  pairMean({ a: means, dim }, (squared) => {
    if (squared > 0) least = Math.min(least, squared);
    return 0;
  });
  if (least === Infinity) return null;
  return Math.sqrt((Math.sqrt(2 * dim) * target.scale * Math.sqrt(least)) / 2);
}

function effectiveNumber(values: Float64Array, order: number): number {
  const shares = values.filter((value) => value > 0); // rounding leaves some eigenvalues below 0
  if (order === 1) return Math.exp(-shares.reduce((sum, share) => sum + share * Math.log(share), 0));
  return power(
    shares.reduce((sum, share) => sum + power(share, order), 0),
    1 / (1 - order),
  );
}
