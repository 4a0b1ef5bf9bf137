/** The two players. Never a tuple: what belongs to which is always said by name. */
export interface Players<T> {
  readonly generator: T;
  readonly discriminator: T;
}
export type Player = keyof Players<unknown>;

export function other(player: Player): Player {
  return player === 'generator' ? 'discriminator' : 'generator';
}

export const PLAYERS: readonly Player[] = ['generator', 'discriminator'];

export function forEachPlayer<T>(make: (player: Player) => T): Players<T> {
  return { generator: make('generator'), discriminator: make('discriminator') };
}
