/** Whether G stays on its modes. */
import { count } from '../../core/gan/options.js';
import { sampleCountText } from '../_sample-count.js';
import { metric } from '../metric.js';
import { highQualitySamples, qualityOptions } from './_high-quality.js';

export const modePersistence = metric({
  name: 'mode-persistence',
  description:
    'Jaccard index of the modes covered now and at the measurement before: modes in both over modes in either.',
  paper: 'doi:10.1111/j.1469-8137.1912.tb05611.x',
  unit: 'fraction',
  better: 'neither',
  range: [0, 1],
  ideal: 1,
  lines: [{ at: 1, label: 'the same modes as before' }],
  notes: [
    'Below 1 with an unchanged modes-covered, G hops from mode to mode. High is no merit by itself: a G that has collapsed ' +
      'for good reads 1 as well. Covered is what modes-covered means by it, with the same options.',
    'It depends on how far apart the measurements are (measure.every). Absent at the first, where neither covers a mode, and ' +
      'where the parameters of the measurement before were not kept.',
  ],
  options: {
    atLeast: count({ description: 'high-quality samples that a mode needs to count', default: 1 }),
    ...qualityOptions,
  },
  async compute(snapshot, { atLeast, rule, radius }) {
    const { previous } = snapshot;
    if ('absent' in previous) return previous;
    const now = await highQualitySamples(snapshot, { rule, radius });
    if ('absent' in now) return now;
    const before = await highQualitySamples(previous, { rule, radius });
    if ('absent' in before) return { absent: `at the measurement before: ${before.absent}` };
    const covered = now.counts.map((samples, k) => [samples >= atLeast, before.counts[k] >= atLeast]);
    const either = covered.filter(([a, b]) => a || b).length;
    if (either === 0) return { absent: 'no mode is covered, now or before' };
    return { value: covered.filter(([a, b]) => a && b).length / either };
  },
  estimator: async ({ sampleCount }) => `${sampleCountText(sampleCount)} at either measurement`,
});
