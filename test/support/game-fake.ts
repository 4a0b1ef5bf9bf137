/** For tests: a snapshot that is nothing but a game. */
import { gaussianTarget } from '../../src/core/gan/targets/gaussian.js';
import { type Linear, linearGame } from './linear-game.js';
import { fakeSnapshot } from './snapshots.js';

export function gameFake(game: Linear | null) {
  const target = gaussianTarget.create({ mean: 0, std: 1 });
  return fakeSnapshot({ target, G: (z) => z, ...(game && { game: linearGame(game) }) });
}
