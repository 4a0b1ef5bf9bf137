/** Two short intervals on the line. */
import { magnitude } from '../options.js';
import { target } from './_target.js';

const MIN_RELATIVE_WIDTH = 1e-5; // float32 has some 80 numbers in an interval of that width

export const twoClusters = target({
  name: 'two-clusters',
  description: 'Two intervals of the line, each uniform, each with half of the mass.',
  paper: 'arXiv:2011.04926 (with the defaults)',
  notes: [
    '[0, width] and [distance, distance + width]. Its modes are listed with standard deviation width / sqrt(12), but are not Gaussian.',
  ],
  options: {
    width: magnitude({ description: 'length of each interval', default: 0.3 }),
    distance: magnitude({ description: 'distance of the lower edges; more than width', default: 4 }),
  },
  create({ width, distance }) {
    if (distance <= width)
      throw new Error(`two-clusters: distance must be above width, got distance ${distance}, width ${width}`);
    if (width < distance * MIN_RELATIVE_WIDTH)
      throw new Error(
        `two-clusters: width must be at least ${MIN_RELATIVE_WIDTH} of distance, got distance ${distance}, width ${width}`,
      );
    const edges = [0, distance];
    const share = (x: number, edge: number) => Math.min(1, Math.max(0, (x - edge) / width));
    const within = (x: number) => edges.some((edge) => x >= edge && x <= edge + width);
    const std = width / Math.sqrt(12);
    return {
      dim: 1,
      sample(out, stream) {
        for (let at = 0; at < out.length; at++) {
          const edge = edges[stream.integer(2)];
          // Drawn again if rounding to float32 crosses an edge: such a sample would have density 0.
          do out[at] = edge + width * stream.uniform();
          while (!within(out[at]));
        }
      },
      logDensity: (x) => Float64Array.from(x, (at) => (within(at) ? -Math.log(2 * width) : -Infinity)),
      cdf: (x) => edges.reduce((sum, edge) => sum + share(x, edge) / 2, 0),
      breaks: [edges.flatMap((edge) => [edge, edge + width])],
      modes: edges.map((edge) => ({ mean: [edge + width / 2], std: [std], weight: 0.5 })),
      bounds: [{ low: 0, high: distance + width }],
      scale: std,
    };
  },
});
