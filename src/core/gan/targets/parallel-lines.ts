/** Parallel segments: without noise a distribution without a density, from which supports can be disjoint. */

import type { FloatArray } from '../../engine/program.js';
import { MAX_MAGNITUDE, MAX_MODES } from '../bounds.js';
import { equalModes } from '../gaussian-mixture.js';
import { count, magnitude, scalar } from '../options.js';
import { target } from './_target.js';

const BOUND_STDS = 6.5; // as for Gaussian mixtures

export const parallelLines = target({
  name: 'parallel-lines',
  description: 'Vertical segments of equal weight in the plane, side by side around x = 0.',
  paper: 'arXiv:1701.07875, example 1 (with one line at x = 0)',
  notes: [
    'y is uniform in [0, length], x is that of the line plus N(0, std^2).',
    'With std 0 it has no density: metrics that need one are absent.',
  ],
  options: {
    lines: count({ description: 'number of lines', default: 2, atMost: MAX_MODES }),
    spacing: magnitude({ description: 'distance between neighbours', default: 1 }),
    length: magnitude({ description: 'length of each line', default: 1 }),
    std: scalar({
      description: 'standard deviation of the noise across the lines',
      default: 0,
      atLeast: 0,
      atMost: MAX_MAGNITUDE,
    }),
  },
  create({ lines, spacing, length, std }) {
    const places = Array.from({ length: lines }, (_, i) => spacing * (i - (lines - 1) / 2));
    const across =
      std > 0
        ? equalModes(
            places.map((x) => [x]),
            std,
          ).logDensity
        : undefined;
    return {
      dim: 2,
      sample(out, stream) {
        for (let at = 0; at < out.length; at += 2) {
          out[at] = places[stream.integer(lines)] + (std > 0 ? std * stream.normal() : 0);
          out[at + 1] = length * stream.uniform();
        }
      },
      ...(across && {
        logDensity: (x: FloatArray) =>
          across(x.filter((_, i) => i % 2 === 0)).map((value, row) => {
            const y = x[2 * row + 1];
            return y >= 0 && y <= length ? value - Math.log(length) : -Infinity;
          }),
      }),
      bounds: [
        { low: places[0] - BOUND_STDS * std - spacing / 2, high: places[lines - 1] + BOUND_STDS * std + spacing / 2 },
        { low: 0, high: length },
      ],
      scale: std > 0 ? Math.min(std, length / Math.sqrt(12)) : length / Math.sqrt(12),
    };
  },
});
