/** How far a game is from rest. */
import { euclideanNorm } from '../../core/math/geometry/distances.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { NO_GAME } from './_jacobian.js';

/** field-norm up to which the players rest; the kind of a rest point is known to about this share of the game's largest |eigenvalue|. */
export const MAX_REST = 0.1;

/** |v| at the run's parameters over |v| at its initial ones; computed once a snapshot. */
export function relativeField(snapshot: Snapshot): Promise<number | { readonly absent: string }> {
  return snapshot.share('dynamics/relative-field', async () => {
    const { game } = snapshot;
    if (!game) return { absent: NO_GAME };
    const [now, start] = (await game.field([game.point, game.start])).map(euclideanNorm);
    if (!Number.isFinite(now) || !Number.isFinite(start)) return { absent: 'the vector field is not finite' };
    if (start === 0) return { absent: 'the vector field is 0 at the initial parameters' };
    return now / start;
  });
}
