/** A discriminator that no longer follows G. */

import { scalar } from '../../core/gan/options.js';
import { median } from '../../core/math/statistics/statistics.js';
import { jsAtBayesError } from '../evidence/bayes-error.js';
import type { Evidence } from '../evidence/evidence.js';
import { CASES, LEVEL_DEVIATIONS } from '../evidence/level.js';
import { lastValue, type Point, type RunTrace, tooFewAtEnd } from '../evidence/run-trace.js';
import { IMPLIED } from '../evidence/sight.js';
import { failureMode } from './_failure-mode.js';

export const weakDiscriminator = failureMode({
  name: 'weak-discriminator',
  description:
    'D’s loss is no better than that of guessing although q and p differ, and neither is its accuracy where that is measured.',
  summary: 'D does no better than guessing although q and p differ',
  kind: 'failure',
  paper: 'arXiv:1406.2661, theorem 1 and section 6',
  requires: [['js'], ['js-implied', 'value', 'bayes-gap', 'discriminator-accuracy']],
  precedes: [
    'vanishing-gradient',
    'stuck-generator',
    'mode-hopping',
    'mode-collapse',
    'off-manifold',
    'poor-fit',
    'still-improving',
  ],
  notes: [
    'The value V of the game implies a divergence, ln 2 + V / 2, which equals js at D = D* and is smaller the worse D is: ' +
      'js-implied, or js - bayes-gap / 2.',
    'It is at most a share `sees` of js at every measurement of the last quarter. A D that guesses has the value 0. Under losses whose ' +
      'scores are no probabilities, discriminator-accuracy decides alone.',
    'js is at least .131, where the optimal D may err on less than a quarter: below it there is little to detect.',
    'The losses of such a run look like those of a run that has converged.',
    'A D that is accurate but overconfident where it errs has such a loss too. So discriminator-accuracy, if measured, is at most ' +
      'what guesses on equally many samples pass with probability 1 / 4000.',
  ],
  options: {
    sees: scalar({
      description: 'largest share of js that the value of D implies',
      default: 0.05,
      atLeast: -1,
      below: 1,
    }),
  },
  test(trace, { sees }) {
    const js = trace.series('js');
    if ('absent' in js) return js;
    const accuracy = trace.series('discriminator-accuracy');
    const luckiest = guessQuantile(trace.samples);
    const found = trace.first(['js-implied', 'value', 'bayes-gap']);
    const tooFew = tooFewAtEnd(js) ?? ('absent' in found ? null : tooFewAtEnd(found));
    if (tooFew) return { absent: tooFew };
    const differ = js.end.every(({ value }) => value >= MIN_JS);
    const evidence = [lastValue(js, 0, 'reference (q = p)')];
    const byAccuracy =
      'absent' in accuracy
        ? []
        : [lastValue(accuracy, luckiest, `limit, which a D that guesses passes in one of ${CASES} cases`)];
    if ('absent' in found) {
      // A loss whose scores are no probabilities implies no divergence.
      if ('absent' in accuracy) return { absent: `${found.absent}; ${accuracy.absent}` };
      const guesses = tooFewAtEnd(accuracy) === null && accuracy.end.every(({ value }) => value <= luckiest);
      return { applies: differ && guesses, evidence: [...evidence, ...byAccuracy, ...risk(trace)] };
    }
    const truth = new Map(js.points.map(({ step, value }) => [step, value]));
    const { implied, guessing } = IMPLIED[found.metric];
    const sight = ({ step, value }: Point) => implied(value, truth.get(step) ?? 0) / (truth.get(step) ?? 0);
    const isBlind = found.end.every((point) => truth.has(point.step) && sight(point) <= sees);
    const isGuessing = 'absent' in accuracy || accuracy.end.every(({ value }) => value <= luckiest);
    return {
      applies: differ && isBlind && (isGuessing || median(found.end.map(sight)) >= MIN_CALIBRATED),
      evidence: [
        ...evidence,
        lastValue(found, guessing(js.end.at(-1)!.value), 'value of a D that guesses'),
        ...byAccuracy,
      ],
    };
  },
});

// A D that is accurate but overconfident where it errs has a loss far worse than guessing.
const MIN_CALIBRATED = -0.1; // share of js

/** The excess of D's risk, where it is measured. */
function risk({ series }: RunTrace): readonly Evidence[] {
  const excess = series('excess-risk');
  return 'absent' in excess ? [] : [lastValue(excess, 0, 'an optimal D')];
}

const MIN_JS = jsAtBayesError(0.25); // nats

/** What the share of 2 n fair guesses that are right passes with probability `LEVEL`. */
function guessQuantile(n: number): number {
  return 0.5 + (LEVEL_DEVIATIONS * 0.5) / Math.sqrt(2 * n);
}
