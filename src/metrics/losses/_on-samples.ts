/** The players' own losses on the samples of a snapshot. */

import { families } from '../../core/gan/families.js';
import type { Player } from '../../core/gan/players.js';
import type { Setting } from '../../core/gan/setting.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { plural } from '../../core/text/words.js';
import { equilibriumLoss } from '../../core/training/equilibrium-loss.js';
import type { ScoredSamples } from '../../core/training/evaluator.js';
import { type MetricValue, metricValue } from '../../records/metric-value.js';
import type { TheoryLine } from '../metric.js';

export const LOSS_NOTES = [
  'The mean over equally many samples of the data and of G, drawn for measuring: not the training batches, and ' +
    'without dropout. An exact sum in games of cells.',
  'Without regularizers. A relativistic loss compares the scores of data and of samples in pairs.',
];

/** The player's own loss, without regularizers. */
export async function lossOnSamples(snapshot: Snapshot, player: Player): Promise<MetricValue> {
  return metricValue(await snapshot.loss(player, await scoredSamples(snapshot)), 'the loss is not a number');
}

/** D's scores of the snapshot's samples, or of all cells. */
export function scoredSamples(snapshot: Snapshot): Promise<ScoredSamples> {
  return snapshot.share('scored samples', async () => {
    const { histogram } = snapshot;
    if (histogram) {
      const { score, p, q } = histogram;
      return { real: score, fake: score, weights: { real: p, fake: q } };
    }
    const { real, generated } = await snapshot.samples();
    return { real: await snapshot.score(real), fake: await snapshot.score(generated) };
  });
}

export async function lossEstimator({ histogram, sampleCount }: Snapshot): Promise<string> {
  return histogram ? 'exact sum over cells' : `mean over ${plural(sampleCount, 'sample')} of each`;
}

/** The loss at q = p with an optimal D, as a line; none where the setting's losses have no such value. */
export function equilibriumLine({ loss }: Setting, player: Player): readonly TheoryLine[] {
  if (!loss) return [];
  const chosen = (of: Player) => ({ member: families.losses.get(loss[of].name)!, choice: loss[of] });
  const at = equilibriumLoss(player, { generator: chosen('generator'), discriminator: chosen('discriminator') });
  return at === null ? [] : [{ at, label: `${loss[player].name}: q = p, D optimal` }];
}
