/** The Helvetica scenario. */
import { scalar } from '../../core/gan/options.js';
import type { TestOutcome, TestResult } from '../evidence/finding.js';
import { modesOf, onModes, staying } from '../evidence/mode-evidence.js';
import { fewestModes, isAsMuch, LEVEL } from '../evidence/reference.js';
import type { Absent, Point, RunTrace, Series } from '../evidence/run-trace.js';
import { failureMode } from './_failure-mode.js';

export const modeCollapse = failureMode({
  name: 'mode-collapse',
  description:
    'G makes some modes only: fewer than as many samples of the data would cover, or as unevenly as if half were gone.',
  means: 'G makes some of the modes and leaves out others',
  kind: 'failure',
  paper: 'arXiv:1406.2661, section 6',
  needs: [
    ['modes-covered', 'mode-kl', 'latent-collapse'],
    ['high-quality', 'latent-collapse'],
  ],
  explains: ['mode-imbalance', 'off-manifold', 'poor-fit', 'still-improving'],
  notes: [
    'modes-covered: fewer than what as many high-quality samples of the data cover in 99 of 100 cases; of several counts any, each ' +
      'held against its own. None at all is no collapse but off-manifold.',
    'How many samples that is, high-quality of the same rule and radius says. Of a G whose samples are near modes no more often than ' +
      'if strewn over the target’s bounds nothing is told.',
    'mode-kl: beyond what they read in 99 of 100 cases, and log 2 or more, which is what half of the modes alone read. A few ' +
      'strays cover every mode, and leave such a G as collapsed as it is.',
    'latent-collapse: `times` more of z in one small ball of x than the data has in any; of data without modes too.',
    'Any of the three will do, if it holds at every reading of the run’s last quarter and is not on the mend there, by what the ' +
      'verdict still-improving asks for.',
  ],
  options: {
    share: scalar({
      description: 'of the modes: shares as uneven as if only so many were left are a collapse',
      default: 0.5,
      above: 0,
      below: 1,
    }),
    times: scalar({
      description:
        'latent-collapse from which on it is one: 2 is twice as much of z in one ball as the data has in any',
      default: 2,
      above: 1,
    }),
  },
  judge(course, { share, times }) {
    const counts = course.all('modes-covered');
    const ways = [
      ...(counts.length > 0 ? counts : [course.series('modes-covered')]).map((count) => covered(course, count)),
      lopsided(course, share),
      crowded(course, times),
    ];
    const told = ways.filter((way): way is TestOutcome => !('absent' in way));
    if (told.length === 0) return { absent: [...new Set(ways.map((way) => (way as Absent).absent))].join('; ') };
    const holding = told.filter(({ holds }) => holds);
    return {
      holds: holding.length > 0,
      evidence: (holding.length > 0 ? holding : told).flatMap(({ evidence }) => evidence),
    };
  },
});

function covered(course: RunTrace, count: Series | Absent): TestResult {
  const found = onModes(course, count);
  if ('absent' in found) return found;
  const { series, perfect, samplesAt } = found;
  const atLeast = Number(series.choice.atLeast ?? 1);
  // Any of the counts will do, so that each may err the more seldom.
  const level = LEVEL / course.all('modes-covered').length;
  const known = new Map<number, number>();
  const fewest = (point: Point) => {
    const n = samplesAt(point);
    const there = known.get(n) ?? fewestModes(perfect, { n, atLeast, level });
    known.set(n, there);
    return there;
  };
  return staying(series, {
    lacking: (value) => perfect.weights.length - value,
    is: (point) => point.value > 0 && point.value < fewest(point),
    beside: fewest,
    says: (last) =>
      `of ${perfect.weights.length} modes; ${samplesAt(last)} high-quality samples of the data cover no fewer, in ${Number((100 * (1 - level)).toPrecision(4))} of 100 cases`,
  });
}

function lopsided(course: RunTrace, share: number): TestResult {
  const found = modesOf(course, 'mode-kl');
  if ('absent' in found) return found;
  const limit = (point: Point) => Math.max(-Math.log(share), found.largest(point));
  return staying(found.series, {
    is: (point) => isAsMuch(point.value, limit(point)),
    beside: limit,
    says: (last) => `with a share ${share} of the modes left; ${found.asModes(last)}`,
  });
}

function crowded(course: RunTrace, times: number): TestResult {
  const series = course.series('latent-collapse');
  if ('absent' in series) return series;
  return staying(series, {
    is: ({ value }) => value >= times,
    beside: () => 1,
    says: () => 'the data; so many times more of z ends in one small ball of x',
  });
}
