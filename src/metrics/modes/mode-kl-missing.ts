/** The part of mode-kl that is due to missing modes. */

import { sampleCountText } from '../_sample-count.js';
import { metric } from '../metric.js';
import { qualityOptions } from './_high-quality.js';
import { modeWeightsOf } from './_known.js';
import { missingMass, readShares } from './_shares.js';

export const modeKlMissing = metric({
  name: 'mode-kl-missing',
  description:
    '-log W, with W the target’s mass on modes that have a high-quality sample: log(K / m) for m of K equal modes.',
  unit: 'nats',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  notes: [
    'With mode-kl-imbalance it adds up to mode-kl. A published mode KL below log(K / m) contradicts its own count of modes.',
    'A mode counts from one sample on, whatever threshold modes-covered uses.',
  ],
  options: qualityOptions,
  compute: (snapshot, { rule, radius }) =>
    readShares(snapshot, { rule, radius }, (shares) => -Math.log1p(-missingMass(shares))),
  theory(target) {
    const w = modeWeightsOf(target);
    return w ? { bound: -Math.log(Math.min(...w)) } : {};
  },
  estimator: async ({ sampleCount }) => `${sampleCountText(sampleCount)}, the high-quality ones among them`,
});
