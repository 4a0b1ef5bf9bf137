/** Signal-to-noise ratio of a player's gradient over batches. */
import { z } from 'zod';
import { MAX_BATCH } from '../../core/gan/bounds.js';
import { count } from '../../core/gan/options.js';
import type { Player } from '../../core/gan/players.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { metricValue } from '../../records/metric-value.js';
import { metric } from '../metric.js';

const BATCHES = 32;

export const gradientSnr = metric({
  name: 'gradient-snr',
  description: 'Signal-to-noise ratio of a player’s gradient over batches: |E g|^2 over the total variance of g.',
  paper: 'arXiv:1812.06162, section 2.2 (its simple noise scale is the batch size over this ratio)',
  unit: '1',
  better: 'neither',
  range: [0, Infinity],
  ideal: null,
  lines: [{ at: 1, label: 'as much noise as signal' }],
  notes: [
    'g is the gradient of the player’s own loss, without regularizers, over a batch of `batch` draws of z and of the data; the total ' +
      'variance is the trace of its covariance. It is proportional to the batch size: four times as many draws halve the noise.',
    'Below 1 a step follows its batch more than the loss: batches are too small, or the player is near a point ' +
      'where its gradient vanishes. Compare gradient-norm-generator.',
    `From ${BATCHES} batches, with the bias of noise in |E g|^2 removed and not clamped: about 0 where the expectation is 0, there with a ` +
      'standard error of up to 0.05. Where it is large, its relative standard error is up to 30 %, that of a single parameter.',
    'Infinity for a gradient that is the same in every batch. Absent where it is 0 in every batch, and in games without batches.',
  ],
  options: {
    player: z.enum(['generator', 'discriminator']).default('generator').describe('whose gradient'),
    batch: count({ description: 'draws in a batch; default: those of the setting', atMost: MAX_BATCH }).optional(),
  },
  async compute(snapshot, { player, batch = snapshot.setting.batch }) {
    if (batch === undefined) return { absent: 'this game draws no batches' };
    const { signal, noise } = await momentsOf(snapshot, player, batch);
    if (signal === 0 && noise === 0) return { absent: 'the gradient is 0 in every batch' };
    return metricValue(signal / noise - 1 / BATCHES, 'the gradient is not finite');
  },
  estimator: async ({ setting }, { batch = setting.batch }) => `${BATCHES} batches of ${batch} draws`,
});

/** |mean|^2 and the total variance of a player's gradient over batches, by Welford's method. */
async function momentsOf(
  snapshot: Snapshot,
  player: Player,
  batch: number,
): Promise<{ readonly signal: number; readonly noise: number }> {
  const { latent, target } = snapshot;
  const z = new Float64Array(BATCHES * batch * latent.dim);
  latent.sample(z, snapshot.stream('gradient-snr/latent'));
  const real = new Float64Array(BATCHES * batch * target.dim);
  target.sample(real, snapshot.stream('gradient-snr/real'));
  const rowsOf = (of: Float64Array, k: number) =>
    of.subarray((k * of.length) / BATCHES, ((k + 1) * of.length) / BATCHES);
  let mean = new Float64Array(0);
  let squares = 0;
  for (let k = 0; k < BATCHES; k++) {
    const gradient = await snapshot.gradient(player, { z: rowsOf(z, k), real: rowsOf(real, k) });
    if (k === 0) mean = new Float64Array(gradient.length);
    gradient.forEach((value, i) => {
      const before = value - mean[i];
      mean[i] += before / (k + 1);
      squares += before * (value - mean[i]);
    });
  }
  return { signal: mean.reduce((sum, value) => sum + value * value, 0), noise: squares / (BATCHES - 1) };
}
