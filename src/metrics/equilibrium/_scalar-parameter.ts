/** One scalar parameter of a player: its only one, or the one with a given name. */
import { z } from 'zod';
import type { Player } from '../../core/gan/players.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { type MetricValue, metricValue } from '../../records/metric-value.js';

export const parameterOptions = {
  of: z.string().optional().describe('name of the parameter, e.g. mean in the game gaussian; default: the only one'),
};

export const PARAMETER_NOTES = ['Absent for players with several parameters, unless `of` names a scalar one.'];

export async function scalarParameter(
  snapshot: Snapshot,
  player: Player,
  of: string | undefined,
): Promise<MetricValue> {
  const found = of === undefined ? onlyParameter(snapshot, player) : namedParameter(snapshot, player, of);
  return typeof found === 'number' ? metricValue(found, `the ${player}'s parameter is not a number`) : found;
}

function onlyParameter({ parameters }: Snapshot, player: Player): number | MetricValue {
  const [value, ...others] = parameters[player];
  if (value !== undefined && others.length === 0) return value;
  return { absent: `the ${player} has ${parameters[player].length} parameters, not one` };
}

function namedParameter({ networks, parameters }: Snapshot, player: Player, of: string): number | MetricValue {
  let at = 0;
  for (const { name, rows, columns } of networks[player].parameters) {
    if (name === of && rows * columns === 1) return parameters[player][at];
    at += rows * columns;
  }
  return { absent: `the ${player} has no scalar parameter "${of}"` };
}
