/** The vector field along the straight path from a run's initial to its current parameters. */
import { euclideanNorm } from '../../core/math/geometry/distances.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { NO_GAME } from './_jacobian.js';

export const PATH_POINTS = 121;
const PATH_START = -0.1; // 0: the initial parameters, 1: the current ones
const PATH_STEP = 0.01;

/** One element a point of the path, from -0.1 to 1.1. */
export interface ParameterPath {
  /** 0 at the initial parameters, 1 at the current ones. */
  readonly position: Float64Array;
  /** Cosine of the angle between v and the path; NaN where v is 0. */
  readonly cosine: Float64Array;
  /** |v|. */
  readonly norm: Float64Array;
}

/** The index of the current parameters in the arrays of a `ParameterPath`. */
export const INDEX_OF_PARAMETERS = Math.round((1 - PATH_START) / PATH_STEP);

export function parameterPath(snapshot: Snapshot): Promise<ParameterPath | { readonly absent: string }> {
  return snapshot.share('dynamics/path', async () => {
    const { game } = snapshot;
    if (!game) return { absent: NO_GAME };
    const { start, point } = game;
    const direction = point.map((value, i) => value - start[i]);
    const length = euclideanNorm(direction);
    if (length === 0) return { absent: 'the parameters are the initial ones: the path has length 0' };
    const position = Float64Array.from({ length: PATH_POINTS }, (_, i) => PATH_START + PATH_STEP * i);
    position[INDEX_OF_PARAMETERS] = 1;
    const fields = await game.field(
      Array.from(position, (share) => start.map((value, i) => value + share * direction[i])),
    );
    if (!fields.every((v) => v.every(Number.isFinite))) return { absent: 'the vector field is not finite on the path' };
    const norms = Float64Array.from(fields, euclideanNorm);
    return {
      position,
      cosine: Float64Array.from(
        fields,
        (v, i) => v.reduce((sum, x, j) => sum + x * direction[j], 0) / (norms[i] * length),
      ),
      norm: norms,
    };
  });
}
