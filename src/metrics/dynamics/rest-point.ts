/** Which kind of rest point the players are at. */
import { z } from 'zod';
import { PLAYERS, type Player } from '../../core/gan/players.js';
import type { Complex } from '../../core/math/eigen/krylov.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { significant } from '../../core/text/plain-numbers.js';
import { metric } from '../metric.js';
import { COST_NOTE, NO_GAME } from './_jacobian.js';
import { MAX_REST, relativeField } from './_rest.js';
import { hessianEigenvalues, KRYLOV_NOTE, leadingEigenvalues, modulus, realPart } from './_spectrum.js';

export const restPoint = metric({
  name: 'rest-point',
  description:
    'Where the players rest: 0 at a local Nash equilibrium; above, how far a player’s own loss bends downwards there.',
  paper: 'arXiv:1906.04848; arXiv:1901.00838',
  unit: 'fraction',
  better: 'lower',
  range: [0, 1],
  ideal: null,
  lines: [{ at: 0, label: 'local Nash equilibrium' }],
  notes: [
    'At a local Nash equilibrium no player gains by a small move of its own: both gradients are 0 and no Hessian of a player’s loss ' +
      'in its own parameters has a negative eigenvalue.',
    'The value is -l / L, with l the least eigenvalue of that Hessian, if negative, and ' +
      'L the largest |eigenvalue| of it, of the opponent’s and of the game’s Jacobian. Above 0 the player is at a saddle or a maximum ' +
      'of its loss.',
    '`player: either` is the larger value of both players; `generator` and `discriminator` tell which. Regularizers are included.',
    `Absent where the players do not rest: field-norm above ${MAX_REST}. ` +
      'At the rest point itself the value may differ by about field-norm: ' +
      'only a larger one shows a saddle. Most runs on batches never rest so far.',
    'It does not tell whether training is led to this point: spectral-abscissa does. A game may rest stably at a saddle of a ' +
      'player, and be repelled by an equilibrium.',
    KRYLOV_NOTE,
    COST_NOTE,
  ],
  options: {
    player: z
      .enum(['either', 'generator', 'discriminator'])
      .default('either')
      .describe('whose loss; either: the larger value of both'),
  },
  async compute(snapshot, { player }) {
    const field = await relativeField(snapshot);
    if (typeof field !== 'number') return field;
    if (field > MAX_REST)
      return { absent: `the players do not rest: field-norm is ${significant(field, 2)}, above ${MAX_REST}` };
    const fastest = await leadingEigenvalues(snapshot, 'here', { rank: modulus, count: 1 });
    if ('absent' in fastest) return fastest;
    let [depth, scale] = [0, modulus(fastest[0])];
    for (const each of movingPlayers(snapshot)) {
      const ends = await hessianEnds(snapshot, each);
      if ('absent' in ends) return ends;
      scale = Math.max(scale, ends.size);
      if (player === 'either' || player === each) depth = Math.max(depth, -ends.least);
    }
    if (player !== 'either' && !movingPlayers(snapshot).includes(player))
      return { absent: `the ${player} has no parameters that are trained` };
    return { value: depth === 0 ? 0 : depth / scale };
  },
  async estimator(snapshot) {
    const field = await relativeField(snapshot);
    if (typeof field !== 'number') return field.absent;
    return `${(await snapshot.game?.estimator()) ?? NO_GAME}; field-norm ${significant(field, 2)}`;
  },
});

/** A D that is always at its optimum has no parameters of its own. */
function movingPlayers({ game }: Snapshot): readonly Player[] {
  return PLAYERS.filter((player) => (game?.sizes[player] ?? 0) > 0);
}

/** The least eigenvalue of the Hessian of a player's loss, and the size of the largest. */
async function hessianEnds(
  snapshot: Snapshot,
  player: Player,
): Promise<{ readonly least: number; readonly size: number } | { readonly absent: string }> {
  const least = await hessianEigenvalues(snapshot, player, { rank: (value: Complex) => -realPart(value), count: 1 });
  if ('absent' in least) return least;
  const largest = await hessianEigenvalues(snapshot, player, { rank: modulus, count: 1 });
  return 'absent' in largest ? largest : { least: realPart(least[0]), size: modulus(largest[0]) };
}
