/** A generator that moves between modes before D has learned where it was. */
import { maximum, minimum } from '../../core/math/long-lists.js';
import { median } from '../../core/math/statistics/statistics.js';
import { binomialBelow, LEVEL } from '../evidence/level.js';
import { modeEvidenceOf } from '../evidence/mode-evidence.js';
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
    'At 0 even the heaviest of the modes is gone. If the samples are so few that this happens by chance in more than one of 4,000 ' +
      'cases, the test is inconclusive.',
    'Half of the samples must be near modes at two measurements or more. Between them G may be near none: then mode-persistence is ' +
      'absent, and the other values decide. A slow G is not seen to move if the interval between measurements is short.',
  ],
  options: {},
  test(trace) {
    const measured = trace.series('mode-persistence');
    // Absent where G is near no mode at two measurements: on its way.
    const found = modeEvidenceOf(trace, 'absent' in measured ? (measured.gaps ?? measured) : measured);
    if ('absent' in found) return found;
    const { series, reference, quality, samplesAt } = found;
    const half = series.points.filter(({ step }) => step >= trace.run.steps / 2);
    if (half.length < MIN_MEASUREMENTS)
      return {
        absent: `measurements of ${series.column} in the second half of the run: ${half.length}; at least ${MIN_MEASUREMENTS} are needed`,
      };
    const left = half.filter(({ value }) => value === 0);
    const atLeast = Number(series.choice.atLeast ?? 1);
    // A G that rests has as many samples near modes at this measurement as at the one before.
    const countOf = (point: Point) => {
      const before = quality.points.filter(({ step }) => step < point.step).at(-1) ?? point;
      return Math.floor((samplesAt(point) + samplesAt(before)) / 2);
    };
    const isByChance = (point: Point) => 2 * binomialBelow(atLeast, countOf(point), maximum(reference.shares)) > LEVEL;
    if (left.some(isByChance))
      return {
        absent: `with ${minimum(left.map(countOf))} samples near modes, every mode may have fewer than ${atLeast} by chance: raise measure.samples`,
      };
    const middle = median(half.map(({ value }) => value));
    const onModes = quality.points.filter(({ step, value }) => step >= trace.run.steps / 2 && value >= 1 / 2);
    return {
      applies: left.length >= 2 && middle <= 1 / 2 && onModes.length >= 2,
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
