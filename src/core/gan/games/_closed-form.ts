/** Games with closed forms: one number per player, with a given initial value. */
import { z } from 'zod';
import type { Players } from '../players.js';
import type { BuiltGame } from './_game.js';

/** The option `start`: the initial parameters, the same in every run. */
export function startOption(at: Players<number>) {
  return z
    .strictObject({ generator: z.number().default(at.generator), discriminator: z.number().default(at.discriminator) })
    .prefault({})
    .describe('Initial parameters of the players.');
}

/** Two players with one parameter each, and no random draws. */
export function scalarPlayers(
  from: Players<number>,
  equilibrium: Players<number>,
): Pick<BuiltGame, 'players' | 'rows' | 'dim' | 'draws' | 'equilibrium'> {
  const player = (value: number) => ({
    parameters: [{ name: 'value', rows: 1, columns: 1 }],
    initialize: (out: { fill(value: number): unknown }) => {
      out.fill(value);
    },
  });
  return {
    players: { generator: player(from.generator), discriminator: player(from.discriminator) },
    rows: 1,
    dim: 1,
    draws: null,
    equilibrium: { generator: [equilibrium.generator], discriminator: [equilibrium.discriminator] },
  };
}
