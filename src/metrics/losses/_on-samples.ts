/** Players' own losses on the samples that a snapshot is measured on. */

import { families } from '../../core/gan/families.js';
import type { Player } from '../../core/gan/players.js';
import type { Setting } from '../../core/gan/setting.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { equilibriumLoss } from '../../core/training/equilibrium-loss.js';
import type { ScoredSamples } from '../../core/training/evaluator.js';
import { type MetricValue, metricValue } from '../../records/metric-value.js';
import { sampleCountText } from '../_sample-count.js';
import type { TheoryLine } from '../metric.js';

export const LOSS_NOTES = [
  'On as many samples of the data as of G, drawn for measuring: not the batches that it is trained on, and without dropout. ' +
    'Exact sums in a game of cells.',
  'Without regularizers. A loss that compares the scores of data with those of samples (relativistic) takes them in pairs.',
];

/** The player's loss, as it minimises it but for regularizers. */
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
  return histogram ? 'exact sum over cells' : `mean over ${sampleCountText(sampleCount)} of each`;
}

/** Where q = p and D is optimal, if the setting's losses say where that is. */
export function equilibriumLine({ loss }: Setting, player: Player): readonly TheoryLine[] {
  if (!loss) return [];
  const chosen = (of: Player) => ({ member: families.losses.get(loss[of].name)!, choice: loss[of] });
  const at = equilibriumLoss(player, { generator: chosen('generator'), discriminator: chosen('discriminator') });
  return at === null ? [] : [{ at, label: `${loss[player].name}: q = p, D optimal` }];
}
