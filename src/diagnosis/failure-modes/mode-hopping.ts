/** A generator that moves between modes before D has learned where it was. */
import { minimum } from '../../core/math/long-lists.js';
import { median } from '../../core/math/statistics/statistics.js';
import { modeEvidenceOf } from '../evidence/mode-evidence.js';
import { binomialBelow, FALSE_ALARM_RATE } from '../evidence/reference.js';
import type { Point } from '../evidence/run-trace.js';
import { failureMode } from './_failure-mode.js';

const MIN_MEASUREMENTS = 3; // in the second half of the run

export const modeHopping = failureMode({
  name: 'mode-hopping',
  description: 'G leaves all its modes for others between measurements.',
  summary: 'G moves between modes: from one measurement to the next it keeps none of them',
  kind: 'failure',
  paper: 'arXiv:1611.02163 (the ring’s rotating modes)',
  requires: [['mode-persistence'], ['high-quality']],
  precedes: ['mode-collapse', 'poor-fit', 'still-improving'],
  notes: [
    'mode-persistence is the number of modes common to two measurements, divided by the number of modes in either. In the second ' +
      'half of the run it is 0 at two measurements or more, and its median is at most 1/2. At least three measurements are needed.',
    'Modes with few samples appear and vanish while G rests, and so do stray samples: only the value 0 shows that G moved.',
    'At 0 even the heaviest of the K modes is gone, which has a share of at least 1/K of the samples near modes. If the samples are ' +
      'so few that this happens by chance in more than 1 % of cases, the test is inconclusive.',
    'Most samples must be near a mode. The result depends on the interval between measurements: a slow G is not seen to move if ' +
      'the interval is short.',
  ],
  options: {},
  test(trace) {
    const found = modeEvidenceOf(trace, trace.series('mode-persistence'));
    if ('absent' in found) return found;
    const { series, reference, quality, samplesAt } = found;
    const half = series.points.filter(({ step }) => step >= trace.run.steps / 2);
    if (half.length < MIN_MEASUREMENTS)
      return {
        absent: `measurements of ${series.column} in the second half of the run: ${half.length}; at least ${MIN_MEASUREMENTS} are needed`,
      };
    const left = half.filter(({ value }) => value === 0);
    const atLeast = Number(series.choice.atLeast ?? 1);
    const isByChance = (point: Point) => {
      // At this measurement, or at the one before.
      const n = Math.min(samplesAt(point), samplesAt(series.points[series.points.indexOf(point) - 1] ?? point));
      return 2 * binomialBelow(atLeast, n, 1 / reference.weights.length) > FALSE_ALARM_RATE;
    };
    const fewest = minimum(half.map(samplesAt));
    if (left.some(isByChance))
      return {
        absent: `with ${fewest} samples near modes, every mode may have fewer than ${atLeast} by chance: raise measure.samples`,
      };
    const middle = median(half.map(({ value }) => value));
    const shares = new Map(quality.points.map(({ step, value }) => [step, value]));
    return {
      applies: left.length >= 2 && middle <= 1 / 2 && median(half.map(({ step }) => shares.get(step) ?? 0)) >= 1 / 2,
      evidence: [
        {
          metric: series.column,
          from: half[0].step,
          to: half.at(-1)!.step,
          statistic: 'median',
          value: middle,
          reference: 1,
          explanation: `value of a G that rests; here 0, no mode kept, at ${left.length} of ${half.length} measurements`,
        },
      ],
    };
  },
});
