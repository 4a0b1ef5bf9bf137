/** The loss of a player at its best response, as a metric's value. */
import type { Player } from '../../core/gan/players.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import type { MetricValue } from '../../records/metric-value.js';
import { lossEstimator } from '../losses/_on-samples.js';
import { type ResponseOptions, responseOf, responseText } from './_response.js';

export async function lossAtResponse(
  snapshot: Snapshot,
  player: Player,
  options: ResponseOptions,
): Promise<MetricValue> {
  const response = await responseOf(snapshot, player, options);
  return 'absent' in response ? response : { value: response.after };
}

export async function lossAtResponseEstimator(
  snapshot: Snapshot,
  player: Player,
  options: ResponseOptions,
): Promise<string> {
  const response = await responseOf(snapshot, player, options);
  if ('absent' in response) return response.absent;
  const isExact = (await snapshot.exactLoss(player)) !== null;
  const estimator = isExact ? 'exact sum' : await lossEstimator(response.at, (scored) => snapshot.loss(player, scored));
  return `${estimator}; ${responseText(snapshot, player, { response, options })}`;
}
