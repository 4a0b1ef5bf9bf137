/** How unevenly G's samples are spread over the modes. */
import { metric } from '../metric.js';
import { highQualitySamples, qualityOptions } from '../shared/modes/high-quality.js';

export const modeKl = metric({
  name: 'mode-kl',
  says: 'KL(q_modes || w): the modes’ shares of G’s high-quality samples against the target’s mode weights.',
  paper: 'arXiv:1712.04086 (PacGAN, "reverse KL")',
  unit: 'nats',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  notes: [
    'Of high-quality samples only, as PacGAN; others bin every sample to its nearest mode.',
    'On m of K equal modes, evenly: log(K / m). The data itself at n samples: about (K - 1) / (2 n), not 0.',
    'Absent where no sample is of high quality: the share of nothing is no number.',
  ],
  options: qualityOptions,
  async read(snapshot, { rule, radius }) {
    const assigned = await highQualitySamples(snapshot, { rule, radius });
    if ('absent' in assigned) return assigned;
    const { counts, total, weights } = assigned;
    if (total === 0) return { absent: 'no high-quality sample' };
    const shares = counts.map((samples) => samples / total);
    return {
      value: shares.reduce((sum, share, k) => (share > 0 ? sum + share * Math.log(share / weights[k]) : sum), 0),
    };
  },
  estimator: async ({ sampleCount }) => `${sampleCount} samples, the high-quality ones among them`,
});
