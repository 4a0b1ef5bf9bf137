/** A player's parameter, where it has only one. */
import type { Player } from '../../../core/players.js';
import { type Reading, reading } from '../../../core/reading.js';
import type { Snapshot } from '../../snapshot.js';

export async function onlyParameter({ parameters }: Snapshot, player: Player): Promise<Reading> {
  const [value, ...others] = parameters[player];
  if (value === undefined || others.length > 0)
    return { absent: `the ${player} has not one parameter but ${parameters[player].length}` };
  return reading(value, `the ${player}'s parameter is no number`);
}
