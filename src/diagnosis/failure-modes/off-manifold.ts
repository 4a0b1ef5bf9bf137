/** Samples where there is no data. */
import { scalar } from '../../core/gan/options.js';
import type { TestResult } from '../evidence/evidence.js';
import { fewestSuccesses, LEVEL_DEVIATIONS, limitText } from '../evidence/level.js';
import { persisting } from '../evidence/mode-evidence.js';
import { neighbourNull } from '../evidence/neighbours.js';
import { type ReferenceModes, referenceModes } from '../evidence/reference.js';
import type { RunTrace } from '../evidence/run-trace.js';
import { failureMode } from './_failure-mode.js';

export const offManifold = failureMode({
  name: 'off-manifold',
  description: 'Samples of G lie where there are no data.',
  summary: 'samples of G lie where there are no data',
  kind: 'failure',
  paper: 'arXiv:1705.07761 (high-quality samples), arXiv:1904.06991 (precision)',
  requires: [['high-quality', 'precision']],
  precedes: ['partial-coverage', 'poor-fit'],
  notes: [
    'high-quality, or precision where the target has no modes, is below a share `share` of its value at q = p, and below what as many ' +
      'samples of the data undercut, at every measurement of the last quarter.',
    'high-quality at q = p is 98.89 % in the plane for Gaussian modes that do not overlap; for others it is taken from draws of the ' +
      'target. Precision at q = p is the share of the data that is among the k nearest neighbours of another row of the data.',
    'If so few samples of the data itself are near a mode that none may be, as in many dimensions, the test is inconclusive.',
  ],
  options: {
    share: scalar({
      description: 'limit on high-quality and precision, as a share of the value at q = p',
      default: 0.8,
      above: 0,
      below: 1,
    }),
  },
  test(trace, { share }) {
    const byModes = farFromModes(trace, share);
    if (!('absent' in byModes)) return byModes;
    const byNeighbours = farFromData(trace, share);
    return 'absent' in byNeighbours ? { absent: `${byModes.absent}; ${byNeighbours.absent}` } : byNeighbours;
  },
});

function farFromModes({ series, target, samples }: RunTrace, share: number): TestResult {
  const quality = series('high-quality');
  if ('absent' in quality) return quality;
  const reference = target && referenceModes(target, quality.choice);
  if (!reference) return { absent: 'the target has no modes, or can no longer be created' };
  const own = reference.highQuality;
  const fewest = fewestSuccesses(samples, surelyNear(reference));
  if (fewest <= 0)
    return { absent: `of ${samples} samples of the data itself none may be within the radius of ${quality.column}` };
  const limit = Math.min(share * own, fewest / samples);
  return persisting(quality, {
    is: ({ value }) => value < limit,
    distance: (value) => own - value,
    reference: () => limit,
    explanation: ({ value }) =>
      `${limitText({ limit, own, bySize: share * own, samples })}; ${fewer(value, own)} near a mode`,
  });
}

/** high-quality of the data; of one from draws, the lower end of what it may be. */
function surelyNear({ highQuality, draws }: ReferenceModes): number {
  if (draws === null) return highQuality;
  return Math.max(0, highQuality - LEVEL_DEVIATIONS * Math.sqrt((highQuality * (1 - highQuality)) / draws));
}

function farFromData(trace: RunTrace, share: number): TestResult {
  const { series, target, samples } = trace;
  const precision = series('precision');
  if ('absent' in precision) return precision;
  if (!target) return { absent: 'the target can no longer be created' };
  const own = neighbourNull(precision, target, trace);
  if ('absent' in own) return own;
  const limit = Math.min(share * own.mean, own.low);
  return persisting(precision, {
    is: ({ value }) => value < limit,
    distance: (value) => own.mean - value,
    reference: () => limit,
    explanation: ({ value }) =>
      `${limitText({ limit, own: own.mean, bySize: share * own.mean, samples })}; ${fewer(value, own.mean)} near data`,
  });
}

function fewer(value: number, own: number): string {
  return `${Math.round(100 * Math.max(0, 1 - value / own))} % fewer samples than of the data are`;
}
