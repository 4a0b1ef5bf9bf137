/** Overlap of the covered modes at two measurements. */
import { MAX_SAMPLES } from '../../core/gan/bounds.js';
import { count } from '../../core/gan/options.js';
import { plural } from '../../core/text/words.js';
import { metric } from '../metric.js';
import { highQualitySamples, qualityOptions } from './_high-quality.js';

export const modePersistence = metric({
  name: 'mode-persistence',
  description:
    'Jaccard index of the modes covered at this and at the previous measurement: modes in both over modes in either.',
  paper: 'doi:10.1111/j.1469-8137.1912.tb05611.x',
  unit: 'fraction',
  better: 'neither',
  range: [0, 1],
  ideal: 1,
  lines: [{ at: 1, label: 'the same modes as before' }],
  notes: [
    'Below 1 while modes-covered is constant: G hops between modes. A high value is not good by itself: a ' +
      'permanently collapsed G also has 1. Modes are covered as in modes-covered, with the same options.',
    'It depends on the steps between measurements (measure.every). Absent at the first measurement, where no mode is ' +
      'covered at either, and where the parameters of the previous measurement were not kept.',
  ],
  options: {
    atLeast: count({ description: 'high-quality samples that cover a mode', default: 1, atMost: MAX_SAMPLES }),
    ...qualityOptions,
  },
  async compute(snapshot, { atLeast, rule, radius }) {
    const { previous } = snapshot;
    if ('absent' in previous) return previous;
    const now = await highQualitySamples(snapshot, { rule, radius });
    if ('absent' in now) return now;
    const before = await highQualitySamples(previous, { rule, radius });
    if ('absent' in before) return { absent: `at the previous measurement: ${before.absent}` };
    const covered = now.counts.map((samples, k) => [samples >= atLeast, before.counts[k] >= atLeast]);
    const either = covered.filter(([a, b]) => a || b).length;
    if (either === 0) return { absent: 'no mode is covered at either measurement' };
    return { value: covered.filter(([a, b]) => a && b).length / either };
  },
  estimator: async ({ sampleCount }) => `${plural(sampleCount, 'sample')} at each measurement`,
});
