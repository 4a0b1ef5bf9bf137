/** Where p or q may bend on a line: the ends of the first panels of a quadrature. */

import type { Distribution } from '../../core/gan/targets/_target.js';
import type { Pushforward } from './pushforward.js';

const TARGET_MARGIN = 6; // of the target's scale, beyond its bounds: p's tail down to ratios of 1e-16
const MAX_SPLIT = 0.25; // deviations of p between edges
const MODE_MARGIN = 12; // deviations on either side of a mode that are split
const MAX_SPLITS = 4096;

/** Points where p or q may bend, or q's pieces end. Ascending. */
export function quadratureEdges({ pieces }: Pushforward, target: Distribution): Float64Array {
  const { low, high } = target.bounds[0];
  const edges = [
    low,
    high,
    ...(target.breaks?.[0] ?? []),
    ...splits(target),
    ...pieces.flatMap((piece) => [piece.low, piece.high]),
  ];
  return Float64Array.from(new Set(edges)).sort();
}

function splits({ modes, bounds, scale }: Distribution): number[] {
  const from = bounds[0].low - TARGET_MARGIN * scale;
  const to = bounds[0].high + TARGET_MARGIN * scale;
  const perMode = Math.ceil(MODE_MARGIN / MAX_SPLIT);
  if (modes && modes.length * 2 * perMode < MAX_SPLITS) {
    const around = modes.flatMap(({ mean, std }) =>
      Array.from({ length: 2 * perMode + 1 }, (_, k) => mean[0] + (k - perMode) * MAX_SPLIT * std[0]),
    );
    return [from, to, ...around];
  }
  const count = Math.min(MAX_SPLITS, Math.ceil((to - from) / (MAX_SPLIT * scale)));
  return Array.from({ length: count + 1 }, (_, k) => from + ((to - from) * k) / count);
}
