/** The straight path from a run's start to its parameters, and what the game's field does along it. */
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { NO_GAME } from './_jacobian.js';

export const POINTS = 121;
const [FIRST, STEP] = [-0.1, 0.01];

/** At each place, from a tenth before the start to a tenth beyond the parameters. */
export interface Path {
  /** 0 at the start, 1 at the parameters. */
  readonly place: Float64Array;
  /** Cosine of the angle between v and the path; NaN where v is 0. */
  readonly cosine: Float64Array;
  /** |v| */
  readonly norm: Float64Array;
}

/** The place in the arrays of `Path` that is the run's parameters. */
export const HERE = Math.round((1 - FIRST) / STEP);

export function pathOf(snapshot: Snapshot): Promise<Path | { readonly absent: string }> {
  return snapshot.share('dynamics/path', async () => {
    const { game } = snapshot;
    if (!game) return { absent: NO_GAME };
    const { start, point: here } = game;
    const way = here.map((value, i) => value - start[i]);
    const length = norm(way);
    if (length === 0) return { absent: 'the run is where it started: there is no path' };
    const place = Float64Array.from({ length: POINTS }, (_, i) => FIRST + STEP * i);
    place[HERE] = 1;
    const fields = await game.field(Array.from(place, (share) => start.map((value, i) => value + share * way[i])));
    if (!fields.every((v) => v.every(Number.isFinite))) return { absent: 'the field is not finite on the path' };
    const norms = Float64Array.from(fields, norm);
    return {
      place,
      cosine: Float64Array.from(fields, (v, i) => v.reduce((sum, x, j) => sum + x * way[j], 0) / (norms[i] * length)),
      norm: norms,
    };
  });
}

function norm(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}
