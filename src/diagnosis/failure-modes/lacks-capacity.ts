/** A generator that cannot represent the data. */
import { z } from 'zod';
import { scalar } from '../../core/gan/options.js';
import { mean } from '../../core/math/statistics/statistics.js';
import { separability } from '../evidence/bayes-error.js';
import type { Evidence, TestResult } from '../evidence/evidence.js';
import { limitText } from '../evidence/level.js';
import { responseSightOf, visibleJs } from '../evidence/response-sight.js';
import { type Absent, lastValue, type RunTrace, type Series, tooFewAtEnd } from '../evidence/run-trace.js';
import { MIN_VISIBLE_JS, SEES_HALF, sightOf } from '../evidence/sight.js';
import { lastTwoQuarters } from '../evidence/trend.js';
import { failureMode } from './_failure-mode.js';
import { modeCollapse } from './mode-collapse.js';
import { partialCoverage } from './partial-coverage.js';

const COLLAPSES = [modeCollapse, partialCoverage];

export const lacksCapacity = failureMode({
  name: 'lacks-capacity',
  description:
    'G has settled with q unlike p: D sees the difference, no mode is missing, and G alone gains next to nothing.',
  summary: 'G covers the data, but no change within its reach brings it closer',
  kind: 'failure',
  paper: 'arXiv:1811.05512',
  requires: [
    ['best-response-share'],
    ['js', 'best-response-discriminator'],
    ['js-implied', 'value', 'bayes-gap', 'loss-discriminator'],
  ],
  precedes: ['mode-imbalance', 'off-manifold', 'poor-fit', 'bridged', 'too-wide', 'too-narrow', 'still-improving'],
  notes: [
    'It explains why a run rests with q far from p although both players do what they can: G is one Gaussian and the data have two ' +
      'modes, for instance. Losses and the duality gap of such a run are those of a run that has converged.',
    'js is `.02` or more, and beyond the noise of samples, at every measurement of the last quarter; without js, the js that D could ' +
      'see: ln 2 - best-response-discriminator / 2 under cross-entropy, in any dimension.',
    'D sees half of it or more. Of what G would gain against this D if its samples were the data, best-response-share is at most `share` on ' +
      'average. A G with the capacity that has not had the steps, or the learning rate, gains a part in hundreds of updates.',
    'It has settled: from the third quarter of the run to the last, js falls by at most a share `settled` of what is left of it, and of ' +
      'its fall until then, which shows that training moved G. A G that is merely slow falls steadily.',
    'A collapsed G gains nothing either, whatever its capacity: mode-collapse must have been tested, and neither it nor ' +
      'partial-coverage may apply.',
    'It may miss a G that cannot, with many `steps` above all: then G alone gains by leaving the data for D’s highest score.',
    'What would settle it: a setting with a larger G and nothing else changed. A G that is trapped, with units that are always off for ' +
      'example, looks the same.',
  ],
  options: {
    share: scalar({
      description: 'largest mean share of the data’s advantage that G gains if it alone is trained on',
      default: 0.2,
      above: 0,
      below: 1,
    }),
    settled: scalar({
      description: 'largest fall of js in the last quarter, as a share of what is left and of the fall until then',
      default: 0.05,
      atLeast: 0,
      below: 1,
    }),
  },
  test(trace, { share, settled }) {
    const gained = trace.series('best-response-share');
    if ('absent' in gained) return gained;
    const difference = differenceOf(trace);
    if ('absent' in difference) return difference;
    const seen = seenShare(trace);
    if ('absent' in seen) return seen;
    const tooFew = tooFewAtEnd(gained) ?? tooFewAtEnd(difference.series);
    if (tooFew) return { absent: tooFew };
    const { series, limit } = difference;
    const rest = restOf(series, settled);
    if ('absent' in rest) return rest;
    const gain = gainEvidence(gained, share);
    const evidence = [lastValue(series, limit, difference.explanation), gain, rest.evidence];
    const differs = series.end.every(({ value }) => value >= limit);
    if (!differs || seen.share < SEES_HALF || !(Number(gain.value) <= share) || !rest.applies)
      return { applies: false, evidence };
    return collapseExcluded(trace, evidence);
  },
});

interface Difference {
  readonly series: Series;
  readonly limit: number;
  readonly explanation: string;
}

/** js, or what D could see of it. */
function differenceOf(trace: RunTrace): Difference | Absent {
  const js = separability(trace, BAYES_ERROR);
  if (!('absent' in js) && js.series.metric === 'js')
    return { series: js.series, limit: js.limit.value, explanation: js.limit.explanation };
  const visible = visibleJs(trace);
  if ('absent' in visible) return 'absent' in js ? { absent: `${js.absent}; ${visible.absent}` } : visible;
  const text = limitText({ limit: visible.least, own: 0, bySize: MIN_VISIBLE_JS, samples: trace.samples });
  return { series: visible, limit: visible.least, explanation: `js that D could see; ${text}` };
}

const BAYES_ERROR = 0.4; // the optimal D errs on less: js .0201

/** The share of the difference that D sees, of js or of what it could see. */
function seenShare(trace: RunTrace): { readonly share: number } | Absent {
  const sight = sightOf(trace);
  if (!('absent' in sight)) return { share: sight.implied / sight.js };
  const response = responseSightOf(trace);
  return 'absent' in response
    ? { absent: `${sight.absent}; ${response.absent}` }
    : { share: response.sees / response.could };
}

function gainEvidence({ column, end }: Series, share: number): Evidence {
  return {
    metric: column,
    from: end[0].step,
    to: end.at(-1)!.step,
    statistic: 'mean',
    value: mean(end.map(({ value }) => value)),
    reference: share,
    explanation: 'limit; a G that can represent the data gains more, and a larger G would settle whether this one can',
  };
}

/** Whether the difference has stopped falling: after a fall that shows that training moved G. */
function restOf(series: Series, settled: number): { readonly applies: boolean; readonly evidence: Evidence } | Absent {
  const quarters = lastTwoQuarters(series);
  if ('absent' in quarters) return quarters;
  const [third, last] = [quarters.third, quarters.last].map((points) => mean(points.map(({ value }) => value)));
  const before = series.points[0].value - third;
  return {
    applies: before >= MIN_VISIBLE_JS && third - last <= settled * Math.min(before, last),
    evidence: {
      metric: series.column,
      from: quarters.last[0].step,
      to: quarters.last.at(-1)!.step,
      statistic: 'mean',
      value: last,
      reference: third,
      explanation: 'mean over the third quarter of the run, from which it hardly falls',
    },
  };
}

/** A collapse, too, is at rest: it must be excluded before capacity is to blame. */
function collapseExcluded(trace: RunTrace, evidence: readonly Evidence[]): TestResult {
  for (const collapse of COLLAPSES) {
    const result = collapse.test(trace, z.object(collapse.options).parse({}));
    if ('absent' in result && collapse === modeCollapse)
      return { absent: `a collapsed G gains nothing either: ${result.absent}` };
    if (!('absent' in result) && result.applies) return { applies: false, evidence: [...evidence, ...result.evidence] };
  }
  return { applies: true, evidence };
}
