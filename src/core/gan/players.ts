/** A value for each of the two players, by name and never by position. */
export interface Players<T> {
  readonly generator: T;
  readonly discriminator: T;
}
export type Player = keyof Players<unknown>;

/** The player's opponent. */
export function other(player: Player): Player {
  return player === 'generator' ? 'discriminator' : 'generator';
}

export const PLAYERS: readonly Player[] = ['generator', 'discriminator'];

export function forEachPlayer<T>(make: (player: Player) => T): Players<T> {
  return { generator: make('generator'), discriminator: make('discriminator') };
}
