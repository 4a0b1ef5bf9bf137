/** A discriminator so good that no gradient reaches G. */

import { scalar } from '../../core/gan/options.js';
import { median } from '../../core/math/statistics/statistics.js';
import type { TestOutcome } from '../evidence/evidence.js';
import { type Absent, lastValue, type RunTrace, type Series, tooFewAtEnd } from '../evidence/run-trace.js';
import { stationarity, UNBOUNDED_DISTANCES } from '../evidence/stationarity.js';
import { failureMode } from './_failure-mode.js';

export const vanishingGradient = failureMode({
  name: 'vanishing-gradient',
  description: 'G is far from the data and does not move: its gradient has vanished.',
  summary: 'the gradient of G has vanished, far from the data',
  kind: 'failure',
  paper: 'arXiv:1701.04862, theorem 2.4',
  requires: [
    ['js'],
    ['gradient-ratio', 'mean-probability-fake', 'value', 'gradient-norm-generator'],
    UNBOUNDED_DISTANCES,
  ],
  precedes: [
    'stuck-generator',
    'mode-hopping',
    'mode-collapse',
    'off-manifold',
    'poor-fit',
    'still-improving',
    'partial-coverage',
    'bridged',
    'too-wide',
  ],
  notes: [
    'At every measurement of the last quarter js is within a share `overlap` of ln 2, its value for disjoint supports, and the ' +
      'gradient of G has vanished.',
    'Under the minimax loss the gradient with respect to a score is D(G(z)), 1/2 for an undecided D. It has vanished if at most ' +
      'a share `left` of that remains.',
    'The test uses gradient-ratio (the non-saturating gradient divided by the minimax gradient, on the same D): at least 1 / left; ' +
      'else mean-probability-fake: at most left / 2; else value: at least -left / 2, since E_q[D] <= -V.',
    'At D* the ratio is 28 for Gaussians 4 standard deviations apart, and 3.4 for 2.',
    'Under other losses the test uses gradient-norm-generator: at most `faded` of its median over the first half of the run, or at ' +
      'most 1e-9, where no step of a rate up to 1 changes a float32 parameter of a size of .1. It is used there only.',
    'A gradient that is small because q = p is not a failure: js near ln 2 rules it out.',
    'A small gradient with which G still moves is not a failure either: steps of Adam do not depend on its size. js does not show ' +
      'this, so that a distance must be measured that does. None falls by a share `moves` in the sense of still-improving.',
  ],
  options: {
    overlap: scalar({ description: 'share of ln 2 by which js may be below ln 2', default: 0.1, above: 0, below: 1 }),
    left: scalar({
      description: 'share of the minimax gradient on an undecided D below which it has vanished',
      default: 0.1,
      above: 0,
      below: 1,
    }),
    faded: scalar({
      description: 'for other losses: share of the median gradient norm over the first half of the run',
      default: 0.01,
      above: 0,
      below: 1,
    }),
    moves: scalar({
      description: 'share by which a distance must fall from the third quarter to the last if G still moves',
      default: 0.01,
      atLeast: 0,
      below: 1,
    }),
  },
  test(trace, { overlap, left, faded, moves }) {
    const js = trace.series('js');
    if ('absent' in js) return js;
    const tooFew = tooFewAtEnd(js);
    if (tooFew) return { absent: tooFew };
    const disjoint = js.end.every(({ value }) => value >= (1 - overlap) * Math.LN2);
    const evidence = [lastValue(js, Math.LN2, 'value for disjoint supports')];
    if (!disjoint) return { applies: false, evidence };
    const gradient =
      trace.setting.loss?.generator.name === 'minimax' ? minimaxGradient(trace, left) : fadedGradient(trace, faded);
    if ('absent' in gradient) return gradient;
    if (!gradient.applies) return { applies: false, evidence: [...evidence, ...gradient.evidence] };
    const stationary = stationarity(trace, moves);
    if ('absent' in stationary) return stationary;
    return {
      applies: stationary.applies,
      evidence: [...evidence, ...gradient.evidence, ...stationary.evidence],
    };
  },
});

/** By the most direct metric that is measured. */
function minimaxGradient(trace: RunTrace, left: number): TestOutcome | Absent {
  const found = trace.first(['gradient-ratio', 'mean-probability-fake', 'value']);
  if ('absent' in found) return found;
  const { limit, explanation } = {
    'gradient-ratio': {
      limit: 1 / left,
      explanation:
        'from this on, the minimax gradient is negligible compared with the non-saturating one on the same D',
    },
    'mean-probability-fake': {
      limit: left / 2,
      explanation: 'up to this, the minimax gradient with respect to a score has vanished; 1/2 for an undecided D',
    },
    value: {
      limit: -left / 2,
      explanation: 'from this on, the minimax gradient with respect to a score, at most minus the value, has vanished',
    },
  }[found.metric as 'gradient-ratio' | 'mean-probability-fake' | 'value'];
  const hasVanished = (value: number) => (found.metric === 'mean-probability-fake' ? value <= limit : value >= limit);
  return lastOutcome(found, { applies: found.end.every(({ value }) => hasVanished(value)), limit, explanation });
}

const NO_STEP = 1e-9; // gradient norm: a sixth of the distance between neighbouring float32 numbers near .1

function fadedGradient(trace: RunTrace, faded: number): TestOutcome | Absent {
  const found = trace.series('gradient-norm-generator');
  if ('absent' in found) return found;
  const early = found.points.filter(({ step }) => step <= trace.run.steps / 2);
  if (early.length === 0) return { absent: `${found.column} is absent in the first half of the run` };
  const before = faded * median(early.map(({ value }) => value));
  const limit = Math.max(before, NO_STEP);
  const explanation =
    before > NO_STEP
      ? `a share ${faded} of the median over the first half of the run`
      : 'up to this, no step of a rate up to 1 changes a float32 parameter of a size of 0.1';
  return lastOutcome(found, { applies: found.end.every(({ value }) => value <= limit), limit, explanation });
}

function lastOutcome(
  series: Series,
  { applies, limit, explanation }: { readonly applies: boolean; readonly limit: number; readonly explanation: string },
): TestOutcome | Absent {
  const tooFew = tooFewAtEnd(series);
  return tooFew ? { absent: tooFew } : { applies, evidence: [lastValue(series, limit, explanation)] };
}
