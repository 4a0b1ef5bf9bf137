/** The uniform distribution on a box, a density with compact support. */

import type { FloatArray } from '../../engine/program.js';
import { minimum } from '../../math/long-lists.js';
import type { Stream } from '../../math/random/random.js';
import { MAX_DIM } from '../bounds.js';
import { count } from '../options.js';
import { coordinates, dimension, perCoordinate } from './_coordinates.js';
import { target } from './_target.js';

const MIN_RELATIVE_WIDTH = 1e-5; // float32 has some 80 numbers in a box of that width

export const uniformTarget = target({
  name: 'uniform',
  description: 'The uniform distribution on an interval or a box.',
  notes: ['Its support is compact and includes its edges. It has no modes.'],
  options: {
    low: coordinates({ description: 'lower edge', default: 0 }),
    high: coordinates({ description: 'upper edge', default: 1 }),
    dim: count({ description: 'dimension; where low or high is a list, its length', atMost: MAX_DIM }).optional(),
  },
  create({ low, high, dim: given }) {
    const dim = dimension('uniform', { low, high }, given);
    const lows = perCoordinate(low, dim);
    const bounds = perCoordinate(high, dim).map((edge, i) => ({ low: lows[i], high: edge }));
    for (const box of bounds)
      if (box.low >= box.high) throw new Error(`uniform: high must be above low, got low ${box.low}, high ${box.high}`);
    for (const box of bounds)
      if (box.high - box.low < MIN_RELATIVE_WIDTH * Math.max(Math.abs(box.low), Math.abs(box.high)))
        throw new Error(
          `uniform: high must differ from low by ${MIN_RELATIVE_WIDTH} of its size or more, got low ${box.low}, high ${box.high}`,
        );
    const logHeight = -bounds.reduce((sum, box) => sum + Math.log(box.high - box.low), 0);
    const within = (x: FloatArray, at: number) =>
      bounds.every((box, i) => x[at + i] >= box.low && x[at + i] <= box.high);
    return {
      dim,
      sample: (out, stream) => {
        for (let at = 0; at < out.length; at++) drawWithin(out, at, { ...bounds[at % dim], stream });
      },
      logDensity: (x) =>
        Float64Array.from({ length: x.length / dim }, (_, row) => (within(x, row * dim) ? logHeight : -Infinity)),
      ...(dim === 1 && {
        cdf: (x: number) => Math.min(1, Math.max(0, (x - bounds[0].low) / (bounds[0].high - bounds[0].low))),
      }),
      bounds,
      scale: minimum(bounds.map((box) => box.high - box.low)) / Math.sqrt(12),
    };
  },
});

/** Draws again if rounding to float32 crosses an edge: such a sample would have density 0. */
function drawWithin(out: FloatArray, at: number, box: { low: number; high: number; stream: Stream }): void {
  do out[at] = box.low + (box.high - box.low) * box.stream.uniform();
  while (out[at] < box.low || out[at] > box.high);
}
