/** A run that ended near q = p. */

import { scalar } from '../../core/gan/options.js';
import { minimum } from '../../core/math/long-lists.js';
import { modeWeightsOf } from '../../metrics/modes/_theory.js';
import { bayesErrorOption, separability } from '../evidence/bayes-error.js';
import type { Evidence, TestResult } from '../evidence/evidence.js';
import { jsWithoutMode, modeKlWithoutLightest, reachesLimit, referenceModes } from '../evidence/reference.js';
import { lastValue, type RunTrace, type Series, tooFewAtEnd } from '../evidence/run-trace.js';
import { failureMode } from './_failure-mode.js';

export const healthy = failureMode({
  name: 'healthy',
  description:
    'The run ended near q = p, where even the optimal D errs often, or its game is at rest at the equilibrium.',
  summary: 'the run ended near the optimum',
  kind: 'health',
  paper: 'arXiv:1406.2661, theorem 1',
  requires: [['js', 'total-variation', 'distance']],
  precedes: [],
  notes: [
    'js or total-variation is below the limit at which the optimal D errs on a share `bayesError` of a balanced sample, as in ' +
      'poor-fit, at every measurement of the last quarter. If js is above it and not above what as many samples of the data pass, ' +
      'the test is inconclusive.',
    'A q that has six of eight modes has a js of at most .0956. Where modes are known, js or total-variation must also be below ' +
      'the value of a q without the lightest mode (js: .0454 for eight equal modes that do not overlap; total-variation: the ' +
      'weight of that mode), or mode-kl must be below its value there.',
    'Data from a file may be learnt by heart, which looks perfect: there copied-rows must be measured.',
    'Games without p and q have no other scale than their start: distance must be below a share `rest` of the initial distance.',
    'modes-covered and high-quality are not used: they are blind to shapes, and nearly so to shares of modes. A run to which a ' +
      'failure applies is not healthy. A healthy run need not have q = p.',
  ],
  options: {
    bayesError: bayesErrorOption(),
    rest: scalar({
      description: 'share of the initial distance below which a game is at rest',
      default: 0.05,
      above: 0,
      below: 1,
    }),
  },
  test(trace, { bayesError, rest }) {
    const fit = goodFit(trace, bayesError);
    return 'absent' in fit && trace.setting.target === undefined && !('absent' in trace.series('distance'))
      ? atRest(trace, rest)
      : fit;
  },
});

function atRest({ series }: RunTrace, rest: number): TestResult {
  const distance = series('distance');
  if ('absent' in distance) return distance;
  const tooFew = tooFewAtEnd(distance);
  if (tooFew) return { absent: tooFew };
  const limit = rest * distance.points[0].value;
  return {
    applies: distance.end.every(({ value }) => value <= limit),
    evidence: [
      valueAgainst(distance, limit, `up to this, a share ${rest} of the initial distance, the game is at rest`),
    ],
  };
}

function goodFit(trace: RunTrace, bayesError: number): TestResult {
  const found = separability(trace, bayesError);
  if ('absent' in found) return found;
  const { series, bound, limit, minSamples } = found;
  const tooFew = tooFewAtEnd(series);
  if (tooFew) return { absent: tooFew };
  const isBelow = (most: number) => series.end.every(({ value }) => value < most);
  if (!isBelow(limit.value))
    return { applies: false, evidence: [valueAgainst(series, limit.value, limit.explanation)] };
  // Between the two, as few samples of the data itself may have the value: no failure is seen, nor is health.
  if (!isBelow(bound.value))
    return {
      absent: `${trace.samples} samples do not tell q from p by ${series.column}; at least ${minSamples} are needed (measure.samples)`,
    };
  const evidence = [valueAgainst(series, bound.value, bound.explanation)];
  const copies = trace.series('copied-rows');
  if (trace.target?.rows && 'absent' in copies)
    return { absent: `copies of the data look perfect, which copied-rows detects: ${copies.absent}` };
  const missing = withoutLightestMode(trace, series.metric);
  if (missing === null || isBelow(missing)) return { applies: true, evidence };
  const shares = noModeMissing(trace);
  return 'absent' in shares
    ? {
        absent: `${series.column} of ${missing.toPrecision(3)} or more may hide a missing mode, which mode-kl detects: ${shares.absent}`,
      }
    : { applies: shares.applies, evidence: [...evidence, ...shares.evidence] };
}

/** The last value of the last quarter that is not below the limit; where all are, the last one. */
function valueAgainst(series: Series, limit: number, explanation: string): Evidence {
  const above = series.end.filter(({ value }) => !(value < limit));
  return lastValue(above.length > 0 ? { ...series, end: above } : series, limit, explanation);
}

/** The metric's value for a q that is p without its lightest mode; null where p has fewer than two modes. */
function withoutLightestMode({ target }: RunTrace, metric: string): number | null {
  const weights = target && modeWeightsOf(target);
  if (!weights || weights.length < 2) return null;
  const lightest = minimum(weights);
  return metric === 'js' ? jsWithoutMode(lightest) : lightest;
}

function noModeMissing({ series, target }: RunTrace): TestResult {
  const shares = series('mode-kl');
  if ('absent' in shares) return shares;
  const reference = target && referenceModes(target, shares.choice);
  const tooFew = tooFewAtEnd(shares);
  if (tooFew || !reference) return { absent: tooFew ?? 'the target has no modes' };
  const limit = modeKlWithoutLightest(reference);
  return {
    applies: shares.end.every(({ value }) => !reachesLimit(value, limit)),
    evidence: [valueAgainst(shares, limit, 'value without the lightest mode')],
  };
}
