/** The players' own losses on the samples of a snapshot. */

import type { Player } from '../../core/gan/players.js';
import { variance } from '../../core/math/statistics/statistics.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { significant } from '../../core/text/plain-numbers.js';
import { plural } from '../../core/text/words.js';
import type { ScoredSamples } from '../../core/training/evaluator.js';
import { type MetricValue, metricValue } from '../../records/metric-value.js';
import { type DataChoice, dataAndSamples, dataText } from '../_discriminator-data.js';

export const LOSS_NOTES = [
  'The mean over equally many samples of the data and of G, drawn for measuring: not the training batches, and ' +
    'without dropout. An exact sum in games of cells.',
  'Without regularizers. A relativistic loss compares the scores of data and of samples in pairs.',
];

/** The player's own loss, without regularizers. */
export async function lossOnSamples(
  snapshot: Snapshot,
  player: Player,
  data: DataChoice = 'measured',
): Promise<MetricValue> {
  const scored = await scoredSamples(snapshot, data);
  return 'absent' in scored ? scored : metricValue(await snapshot.loss(player, scored), 'the loss is not a number');
}

type Scored = ScoredSamples | { readonly absent: string };

/** D's scores of the chosen data and of G's samples, or of all cells. */
export function scoredSamples(snapshot: Snapshot, data: DataChoice = 'measured'): Promise<Scored> {
  return snapshot.share(`scored samples/${data}`, async () => {
    const { histogram } = snapshot;
    if (histogram) {
      if (data === 'training') return { absent: 'training uses the densities themselves: there are no training rows' };
      const { score, p, q } = histogram;
      return { real: score, fake: score, weights: { real: p, fake: q } };
    }
    const found = await dataAndSamples(snapshot, data);
    if ('absent' in found) return found;
    return { real: await snapshot.score(found.real), fake: await snapshot.score(found.generated) };
  });
}

const GROUPS = 16; // of the samples, for the standard error

/** `of`: the value on some of the samples, for the standard error: a relativistic loss has no term of one sample. */
export async function lossEstimator(
  snapshot: Snapshot,
  of: (scored: ScoredSamples) => number | Promise<number>,
  data: DataChoice = 'measured',
): Promise<string> {
  const { histogram, sampleCount, seed, target, brief } = snapshot;
  if (histogram) return 'exact sum over cells';
  const text = samplesText({ target, sampleCount, seed }, data);
  const scored = await scoredSamples(snapshot, data);
  if (brief || 'absent' in scored) return text;
  const { real, fake } = scored;
  const error = await errorByGroups(sampleCount, (some) => of({ real: some(real), fake: some(fake) }));
  return error === null ? text : `${text}, standard error ${significant(error, 2)}`;
}

/** Which samples a mean is over, for people. */
export function samplesText(
  { target, sampleCount, seed }: Pick<Snapshot, 'target' | 'sampleCount' | 'seed'>,
  data: DataChoice = 'measured',
): string {
  return `mean over ${plural(sampleCount, 'sample')} of each; ${dataText(target, data)}, seed ${seed}`;
}

/** The standard error of a value of n samples, from its values on groups of them; null of too few, or where it is not finite. */
export async function errorByGroups(
  n: number,
  of: (some: (x: Float64Array) => Float64Array) => number | Promise<number>,
): Promise<number | null> {
  const size = Math.floor(n / GROUPS);
  if (size < 2) return null;
  const values: number[] = [];
  for (let from = 0; values.length < GROUPS; from += size) values.push(await of((x) => x.slice(from, from + size)));
  const error = Math.sqrt((variance(values, 1) / GROUPS) * ((size * GROUPS) / n));
  return Number.isFinite(error) ? error : null;
}
