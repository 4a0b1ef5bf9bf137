/** The Helvetica scenario. */
import { scalar } from '../../core/gan/options.js';
import { crowdedLatent, fewModes, lostSupport, oneSpot, unevenShares } from '../evidence/collapse.js';
import type { TestOutcome } from '../evidence/evidence.js';
import type { Absent } from '../evidence/run-trace.js';
import { failureMode } from './_failure-mode.js';

export const modeCollapse = failureMode({
  name: 'mode-collapse',
  description:
    'G covers fewer modes than an equally large sample of the data, or hardly any of the data where modes are not named.',
  summary: 'G generates some of the modes and misses others',
  kind: 'failure',
  paper: 'arXiv:1406.2661, section 6',
  requires: [
    ['modes-covered', 'mode-kl', 'latent-collapse', 'js', 'coverage', 'recall'],
    ['high-quality', 'latent-collapse', 'pairwise-distance', 'vendi'],
  ],
  precedes: ['mode-imbalance', 'off-manifold', 'poor-fit', 'still-improving', 'partial-coverage', 'too-narrow'],
  notes: [
    'modes-covered is below the number of modes that equally many high-quality samples of the data cover in all but one of 4,000 ' +
      'cases. Of several counts any one suffices, each with its own limit. A G that covers no mode at all is off-manifold, not collapsed.',
    'high-quality with the same rule and radius gives the number of samples. If samples are near modes no more often than uniform ' +
      'noise over the target’s bounds, the test is inconclusive.',
    'mode-kl, where all modes have the same weight, is at least log 2, its value for half of the modes, and above what samples of the ' +
      'data pass. A few stray samples cover every mode of a collapsed G, and change mode-kl little. With unequal weights a large ' +
      'mode-kl may be an imbalance in which every mode is covered.',
    'latent-collapse, where modes do not decide, is at least `times`, and above what as many samples of the data pass: one small ball ' +
      'of x receives that many times as much of z as any ball of the data.',
    'js is within 2 % of ln 2 although samples are near modes: they lie on points or curves there.',
    'Without modes: coverage or recall is that of less than `support` of the data, and the mean distance between samples, or else ' +
      'vendi, is at most a share `spread` of the data’s own.',
    'Any of them suffices if it persists at every measurement of the last quarter and does not improve there in the sense of ' +
      'still-improving.',
  ],
  options: {
    share: scalar({
      description: 'share of the modes: a mode-kl as large as if only this share were left is a collapse',
      default: 0.5,
      above: 0,
      below: 1,
    }),
    times: scalar({
      description: 'latent-collapse from which on G is collapsed; 1 at q = p',
      default: 2,
      above: 1,
    }),
    support: scalar({
      description:
        'coverage or recall below which hardly any of the data is generated, as a share of the value at q = p',
      default: 0.6,
      above: 0,
      below: 1,
    }),
    spread: scalar({
      description:
        'mean distance between samples, or vendi, up to which they are in one spot, as a share of the data’s own',
      default: 0.4,
      above: 0,
      below: 1,
    }),
  },
  test(trace, { share, times, support, spread }) {
    const counts = trace.all('modes-covered');
    const byModes = [
      ...(counts.length > 0 ? counts : [trace.series('modes-covered')]).map((count) => fewModes(trace, count)),
      unevenShares(trace, share),
    ];
    const modesDecide = byModes.some((result) => !('absent' in result));
    const results = [
      ...byModes,
      modesDecide ? { absent: 'the modes decide' } : crowdedLatent(trace, times),
      oneSpot(trace),
      lostSupport(trace, { support, spread }),
    ];
    const outcomes = results.filter((result): result is TestOutcome => !('absent' in result));
    if (outcomes.length === 0)
      return { absent: [...new Set(results.map((result) => (result as Absent).absent))].join('; ') };
    const applying = outcomes.filter(({ applies }) => applies);
    return {
      applies: applying.length > 0,
      evidence: (applying.length > 0 ? applying : outcomes).flatMap(({ evidence }) => evidence),
    };
  },
});
