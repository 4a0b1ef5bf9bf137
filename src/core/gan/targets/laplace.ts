/** The Laplace distribution: heavier tails than a Gaussian, and a kink at its mode. */

import { minimum } from '../../math/long-lists.js';
import { MAX_DIM } from '../bounds.js';
import { count } from '../options.js';
import { coordinates, dimension, perCoordinate } from './_coordinates.js';
import { target } from './_target.js';

const BOUND_WIDTHS = 24; // excludes 4e-11 of the mass per coordinate

export const laplace = target({
  name: 'laplace',
  description: 'Independent Laplace coordinates.',
  notes: [
    'The density of a coordinate is exp(-|x - mean| / width) / (2 width), its standard deviation sqrt(2) width.',
    'Its mode is listed with that standard deviation, but is not Gaussian.',
  ],
  options: {
    mean: coordinates({ description: 'mean', default: 0 }),
    width: coordinates({ description: 'mean absolute deviation', default: 1, positive: true }),
    dim: count({ description: 'dimension; where mean or width is a list, its length', atMost: MAX_DIM }).optional(),
  },
  create({ mean, width, dim: given }) {
    const dim = dimension('laplace', { mean, width }, given);
    const [means, widths] = [perCoordinate(mean, dim), perCoordinate(width, dim)];
    const peak = -widths.reduce((sum, b) => sum + Math.log(2 * b), 0);
    return {
      dim,
      sample(out, stream) {
        for (let at = 0; at < out.length; at++) {
          const distance = -Math.log(1 - stream.uniform());
          out[at] = means[at % dim] + widths[at % dim] * (stream.integer(2) ? distance : -distance);
        }
      },
      logDensity: (x) =>
        Float64Array.from({ length: x.length / dim }, (_, row) =>
          means.reduce((sum, centre, i) => sum - Math.abs(x[row * dim + i] - centre) / widths[i], peak),
        ),
      ...(dim === 1 && {
        cdf(x: number) {
          const tail = Math.exp(-Math.abs(x - means[0]) / widths[0]) / 2;
          return x < means[0] ? tail : 1 - tail;
        },
      }),
      breaks: means.map((centre) => [centre]),
      modes: [{ mean: means, std: widths.map((b) => Math.SQRT2 * b), weight: 1 }],
      bounds: means.map((centre, i) => ({
        low: centre - BOUND_WIDTHS * widths[i],
        high: centre + BOUND_WIDTHS * widths[i],
      })),
      scale: Math.SQRT2 * minimum(widths),
    };
  },
});
