/** A part of the data that G never generates. */
import { scalar } from '../../core/gan/options.js';
import { limitText } from '../evidence/level.js';
import { persisting } from '../evidence/mode-evidence.js';
import { neighbourNull } from '../evidence/neighbours.js';
import { failureMode } from './_failure-mode.js';

export const partialCoverage = failureMode({
  name: 'partial-coverage',
  description: 'A part of the data is missing among G’s samples, by nearest neighbours and without named modes.',
  summary: 'a part of the data is missing among the samples of G',
  kind: 'failure',
  paper: 'arXiv:2002.09797 (coverage), arXiv:1904.06991 (recall)',
  requires: [['coverage', 'recall']],
  precedes: ['poor-fit'],
  notes: [
    'coverage, or else recall, is below a share `share` of its value at q = p, and below what as many samples of the data undercut, ' +
      'at every measurement of the last quarter.',
    'The mean of coverage at q = p does not depend on the data. That of recall is the share of the data that is among the k nearest ' +
      'neighbours of another row of the data.',
    'In any dimension, for data with and without modes.',
  ],
  options: {
    share: scalar({
      description: 'limit on coverage and recall, as a share of the value at q = p',
      default: 0.8,
      above: 0,
      below: 1,
    }),
  },
  test(trace, { share }) {
    const { target, samples } = trace;
    const found = trace.first(['coverage', 'recall']);
    if ('absent' in found) return found;
    if (!target) return { absent: 'the target can no longer be created' };
    const own = neighbourNull(found, target, trace);
    if ('absent' in own) return own;
    const limit = Math.min(share * own.mean, own.low);
    return persisting(found, {
      is: ({ value }) => value < limit,
      distance: (value) => own.mean - value,
      reference: () => limit,
      explanation: ({ value }) =>
        `${limitText({ limit, own: own.mean, bySize: share * own.mean, samples })}; about ${Math.round(100 * Math.max(0, 1 - value / own.mean))} % of the data are missing`,
    });
  },
});
