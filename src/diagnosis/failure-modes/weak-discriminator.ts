/** A discriminator that no longer follows G. */

import { scalar } from '../../core/gan/options.js';
import { normalQuantile } from '../../core/math/special/special.js';
import { jsAtBayesError } from '../evidence/bayes-error.js';
import { FALSE_ALARM_RATE } from '../evidence/reference.js';
import { lastValue, type Point, tooFewAtEnd } from '../evidence/run-trace.js';
import { failureMode } from './_failure-mode.js';

export const weakDiscriminator = failureMode({
  name: 'weak-discriminator',
  description:
    'D’s loss is no better than that of guessing although q and p differ, and neither is its accuracy where that is measured.',
  summary: 'D does no better than guessing although q and p differ',
  kind: 'failure',
  paper: 'arXiv:1406.2661, theorem 1 and section 6',
  requires: [['js'], ['js-implied', 'value', 'bayes-gap']],
  precedes: ['mode-hopping', 'mode-collapse', 'off-manifold', 'poor-fit', 'still-improving'],
  notes: [
    'The value V of the game implies a divergence, ln 2 + V / 2, which equals js at D = D* and is smaller the worse D is: ' +
      'js-implied, or js - bayes-gap / 2.',
    'It is at most a share `sees` of js at every measurement of the last quarter. A D that guesses has the value 0.',
    'js is at least .131, where the optimal D may err on less than a quarter: below it there is little to detect.',
    'The losses of such a run look like those of a run that has converged.',
    'A D that is accurate but overconfident where it errs has such a loss too. So discriminator-accuracy, if measured, is at most ' +
      'its 99 % quantile for guesses on equally many samples.',
  ],
  options: {
    sees: scalar({
      description: 'largest share of js that the value of D implies',
      default: 0,
      atLeast: -1,
      below: 1,
    }),
  },
  test(trace, { sees }) {
    const js = trace.series('js');
    if ('absent' in js) return js;
    const found = trace.first(['js-implied', 'value', 'bayes-gap']);
    if ('absent' in found) return found;
    const tooFew = tooFewAtEnd(js) ?? tooFewAtEnd(found);
    if (tooFew) return { absent: tooFew };
    const truth = new Map(js.points.map(({ step, value }) => [step, value]));
    const { implied, guessing } = IMPLIED[found.metric];
    const isBlind = ({ step, value }: Point) => {
      const divergence = truth.get(step);
      return divergence !== undefined && implied(value, divergence) <= sees * divergence;
    };
    const accuracy = trace.series('discriminator-accuracy');
    const luckiest = guessQuantile(trace.samples);
    const isGuessing = 'absent' in accuracy || accuracy.end.every(({ value }) => value <= luckiest);
    return {
      applies: js.end.every(({ value }) => value >= MIN_JS) && found.end.every(isBlind) && isGuessing,
      evidence: [
        lastValue(js, 0, 'reference (q = p)'),
        lastValue(found, guessing(js.end.at(-1)!.value), 'value of a D that guesses'),
        ...('absent' in accuracy ? [] : [lastValue(accuracy, luckiest, '99 % quantile of a D that guesses')]),
      ],
    };
  },
});

const MIN_JS = jsAtBayesError(0.25); // nats

/** The 99 % quantile of the share of 2 n fair guesses that are right. */
function guessQuantile(n: number): number {
  return 0.5 + (normalQuantile(1 - FALSE_ALARM_RATE) * 0.5) / Math.sqrt(2 * n);
}

interface Implied {
  /** The divergence that the value of D implies, in nats. */
  implied(value: number, js: number): number;
  /** The metric's value for a D that guesses. */
  guessing(js: number): number;
}

const IMPLIED: Readonly<Record<string, Implied>> = {
  'js-implied': { implied: (value) => value, guessing: () => 0 },
  value: { implied: (value) => Math.LN2 + value / 2, guessing: () => -Math.log(4) },
  'bayes-gap': { implied: (gap, js) => js - gap / 2, guessing: (js) => 2 * js },
};
