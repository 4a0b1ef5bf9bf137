/** A generator that moves on before D has learned where it was. */
import { median } from '../../core/math/statistics/statistics.js';
import { onModes } from '../evidence/mode-evidence.js';
import { binomialBelow, LEVEL } from '../evidence/reference.js';
import type { Point } from '../evidence/run-trace.js';
import { failureMode } from './_failure-mode.js';

export const modeHopping = failureMode({
  name: 'mode-hopping',
  description: 'G leaves all its modes for others from one reading to the next.',
  means: 'G hops: from one reading to the next not one of its modes stays',
  kind: 'failure',
  paper: 'arXiv:1611.02163 (the ring’s rotating modes)',
  needs: [['mode-persistence'], ['high-quality']],
  explains: ['mode-collapse', 'poor-fit', 'still-improving'],
  notes: [
    'mode-persistence is the modes in both of two readings over those in either. It is 0 at two readings or more of the second half ' +
      'of the run, and at most 1/2 at most of them. It takes three.',
    'Modes of few samples come and go while G stands still, and strays take them along: no other number than 0 shows that G moved.',
    'At 0 its heaviest mode has gone too, which makes a share 1/K or more of the samples near K modes; so many samples miss that ' +
      'by chance less often than once in a hundred, or else it cannot be told.',
    'Not where most samples lie near no mode. It depends on how far apart the readings are: a slow G hops unseen between ' +
      'two that are close.',
  ],
  options: {},
  judge(course) {
    const found = onModes(course, course.series('mode-persistence'));
    if ('absent' in found) return found;
    const { series, perfect, quality, samplesAt } = found;
    const half = series.points.filter(({ step }) => step >= course.run.steps / 2);
    if (half.length < 3)
      return { absent: `${series.column} has ${half.length} readings in the second half of the run: it takes three` };
    const left = half.filter(({ value }) => value === 0);
    const atLeast = Number(series.choice.atLeast ?? 1);
    const isByChance = (point: Point) => {
      // At this reading, or at the one before.
      const n = Math.min(samplesAt(point), samplesAt(series.points[series.points.indexOf(point) - 1] ?? point));
      return 2 * binomialBelow(atLeast, n, 1 / perfect.weights.length) > LEVEL;
    };
    const fewest = Math.min(...half.map(samplesAt));
    if (left.some(isByChance))
      return {
        absent: `of ${fewest} samples near modes chance alone may leave every mode short of ${atLeast} each: take more samples`,
      };
    const middle = median(half.map(({ value }) => value));
    const shares = new Map(quality.points.map(({ step, value }) => [step, value]));
    return {
      holds: left.length >= 2 && middle <= 1 / 2 && median(half.map(({ step }) => shares.get(step) ?? 0)) >= 1 / 2,
      evidence: [
        {
          reading: series.column,
          from: half[0].step,
          to: half.at(-1)!.step,
          statistic: 'median',
          value: middle,
          beside: 1,
          says: `where the modes stay; it is 0 at ${left.length} of ${half.length} readings, where not one did`,
        },
      ],
    };
  },
});
