/** A generator that gives back the rows that it was trained on. */
import { scalar } from '../../core/gan/options.js';
import { CASES, LEVEL_DEVIATIONS } from '../evidence/level.js';
import { persisting } from '../evidence/mode-evidence.js';
import { lastValue } from '../evidence/run-trace.js';
import { spreadOf } from '../evidence/spread.js';
import { failureMode } from './_failure-mode.js';

const ONE_SPOT = 0.4; // share of the data's own spread, as in mode-collapse

export const memorised = failureMode({
  name: 'memorised',
  description: 'Samples of G are copies of rows of the data.',
  summary: 'samples of G are copies of rows of the data',
  kind: 'failure',
  paper: 'arXiv:2102.08921 (authenticity)',
  requires: [['copied-rows']],
  precedes: ['mode-collapse', 'mode-imbalance', 'partial-coverage', 'too-narrow', 'poor-fit', 'still-improving'],
  notes: [
    'copied-rows is at least `share` at every measurement of the last quarter, and above what as many fresh draws pass. These give ' +
      '`within` of copied-rows at most, where the data are spread along one dimension or more.',
    'Copies of one row or of few are a collapse: it does not apply if the mean distance between samples, or vendi, is that of samples ' +
      'in one spot.',
    'It is tested where the data are a finite set, from a file. No other metric shows it: copies of the data look perfect.',
  ],
  options: {
    share: scalar({ description: 'share of the samples that are copies', default: 0.3, above: 0, atMost: 1 }),
  },
  test(trace, { share }) {
    const { samples } = trace;
    const copies = trace.series('copied-rows');
    if ('absent' in copies) return copies;
    const within = Number(copies.choice.within ?? 0.2);
    // Neighbouring balls share rows, so that counts in them are not independent: twice the binomial variance.
    const most = within + LEVEL_DEVIATIONS * Math.sqrt((2 * within * (1 - within)) / samples);
    if (most >= 1)
      return {
        absent: `copied-rows within ${within} says little of ${samples} samples: as many fresh draws may all count`,
      };
    const limit = Math.max(share, most);
    const spread = spreadOf(trace, ONE_SPOT);
    if (!('absent' in spread) && spread.series.end.every(({ value }) => value <= spread.limit))
      return {
        applies: false,
        evidence: [
          lastValue(
            spread.series,
            spread.limit,
            'limit: up to this, samples are in one spot, a collapse and no copy of the data',
          ),
        ],
      };
    return persisting(copies, {
      is: ({ value }) => value >= limit,
      reference: () => limit,
      explanation: () =>
        limit === share
          ? `limit; fresh draws have ${within} or less in the mean`
          : `limit, which ${samples} fresh draws pass in one of ${CASES} cases; they have ${within} or less in the mean`,
    });
  },
});
