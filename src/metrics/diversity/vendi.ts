/** The Vendi score. */
import { z } from 'zod';
import { scalar } from '../../core/gan/options.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import { symmetricEigenvalues } from '../../core/math/eigen/symmetric-eigenvalues.js';
import { pairMean, squaredDistance } from '../../core/math/geometry/distances.js';
import { type Clouds, measureClouds } from '../_clouds.js';
import { sampleCountText } from '../_sample-count.js';
import { metric } from '../metric.js';

const MOST = 400; // samples: a matrix of 400 x 400

export const vendi = metric({
  name: 'vendi',
  description:
    'Effective number of different samples: the exponential of the entropy of a similarity matrix’s eigenvalues.',
  paper: 'arXiv:2210.02410',
  unit: 'samples',
  better: 'higher',
  range: [1, Infinity],
  ideal: null,
  notes: [
    'Of K / n with K the Gaussian kernel exp(-|x - y|^2 / (2 bandwidth^2)) between n samples; order q is Rényi’s entropy.',
    'The bandwidth decides what is different. Unless given, it lies between a mode’s width and the modes’ distance: the ' +
      'geometric mean of sqrt(2 d) times the target’s scale and half the least distance of two modes; without two modes, the ' +
      'median distance in the data.',
    'A cosine kernel in the plane could not exceed 2, whatever the number of modes.',
    'The first 400 samples. m equal, separated, narrow modes give about m.',
  ],
  options: {
    bandwidth: z.number().gt(0).optional().describe('width of the kernel; if left out, tied to the target’s scales'),
    order: scalar({ description: 'order of the entropy', default: 1, above: 0 }),
  },
  compute: (snapshot, { bandwidth, order }) =>
    measureClouds(snapshot, { atMost: MOST }, (found) => {
      const width = bandwidth ?? usualWidth(snapshot.target, found);
      if (!(width > 0)) return { absent: 'the data has no spread: give a bandwidth' };
      const { generated, n, dim } = found;
      const kernel = new Float64Array(n * n);
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++)
          kernel[i * n + j] = Math.exp(-squaredDistance(generated, i, generated, j, dim) / (2 * width ** 2)) / n;
      return effectiveNumber(symmetricEigenvalues(kernel, n), order);
    }),
  estimator: async ({ sampleCount, target }, { bandwidth }) => {
    const width = (bandwidth ?? widthBetween(target))?.toPrecision(3) ?? 'the median distance in the data';
    return `${sampleCountText(Math.min(MOST, sampleCount))}, Gaussian kernel of width ${width}`;
  },
});

function usualWidth(target: Distribution, { real, dim }: Clouds): number {
  const tied = widthBetween(target);
  if (tied !== null) return tied;
  const squares: number[] = [];
  pairMean({ a: real, dim }, (squared) => squares.push(squared));
  return squares.length ? Math.sqrt(Float64Array.from(squares).sort()[squares.length >> 1]) : target.scale;
}

/** Between a mode's width and the distance of modes; null without two modes. */
function widthBetween(target: Distribution): number | null {
  const { modes, dim } = target;
  if (!modes || modes.length < 2) return null;
  const means = Float64Array.from(modes.flatMap(({ mean }) => mean));
  let least = Infinity;
  pairMean({ a: means, dim }, (squared) => {
    least = Math.min(least, squared);
    return 0;
  });
  return Math.sqrt((Math.sqrt(2 * dim) * target.scale * Math.sqrt(least)) / 2);
}

function effectiveNumber(values: Float64Array, order: number): number {
  const shares = values.filter((value) => value > 0); // rounding leaves some below
  if (order === 1) return Math.exp(-shares.reduce((sum, share) => sum + share * Math.log(share), 0));
  return shares.reduce((sum, share) => sum + share ** order, 0) ** (1 / (1 - order));
}
