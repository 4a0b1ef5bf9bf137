/** For tests: a snapshot that is nothing but a game. */
import { gaussian } from '../../../core/targets/gaussian.js';
import { fakeSnapshot } from '../../testing.js';
import { type Linear, linearGame } from './linear-game.js';

export function gameFake(game: Linear | null) {
  const target = gaussian.create({ mean: 0, std: 1 });
  return fakeSnapshot({ target, G: (z) => z, ...(game && { game: linearGame(game) }) });
}
