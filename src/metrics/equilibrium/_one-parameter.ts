/** One of a player's parameters: the only one, or the one with a name. */
import { z } from 'zod';
import type { Player } from '../../core/gan/players.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { type MetricValue, metricValue } from '../../records/metric-value.js';

export const parameterOptions = {
  of: z.string().optional().describe('which of several, by its name, e.g. mean in the game gaussian'),
};

export const PARAMETER_NOTES = [
  'Absent for players with more than one parameter, unless `of` names one that is a single number.',
];

export async function oneParameter(snapshot: Snapshot, player: Player, of: string | undefined): Promise<MetricValue> {
  const found = of === undefined ? only(snapshot, player) : named(snapshot, player, of);
  return typeof found === 'number' ? metricValue(found, `the ${player}'s parameter is no number`) : found;
}

function only({ parameters }: Snapshot, player: Player): number | MetricValue {
  const [value, ...others] = parameters[player];
  if (value !== undefined && others.length === 0) return value;
  return { absent: `the ${player} has not one parameter but ${parameters[player].length}` };
}

function named({ networks, parameters }: Snapshot, player: Player, of: string): number | MetricValue {
  let at = 0;
  for (const { name, rows, columns } of networks[player].parameters) {
    if (name === of && rows * columns === 1) return parameters[player][at];
    at += rows * columns;
  }
  return { absent: `the ${player} has no single number called ${of}` };
}
