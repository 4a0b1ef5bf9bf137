/** A discriminator that has lost track of G. */

import { scalar } from '../../core/gan/options.js';
import { normalQuantile } from '../../core/math/special/special.js';
import { leastJs } from '../evidence/bayes-error.js';
import { LEVEL } from '../evidence/reference.js';
import { atEnd, type Point, tooShort } from '../evidence/run-trace.js';
import { failureMode } from './_failure-mode.js';

export const weakDiscriminator = failureMode({
  name: 'weak-discriminator',
  description:
    'D’s loss is no better than a coin’s, though q and p differ; and where it is measured, D is right no more often.',
  means: 'D’s loss is no better than a coin’s, though much could be told apart',
  kind: 'failure',
  paper: 'arXiv:1406.2661, theorem 1 and section 6',
  needs: [['js'], ['js-implied', 'value', 'bayes-gap']],
  explains: ['mode-hopping', 'mode-collapse', 'off-manifold', 'poor-fit', 'still-improving'],
  notes: [
    'The value of the game implies a divergence, ln 2 + V / 2, which is js where D = D* and less as far as D ' +
      'is bad: js-implied, or js - bayes-gap / 2.',
    'Here it is at most `sees` of js at every reading of the run’s last quarter; 0 is what a coin gives.',
    'js must be .131 or more, from where the best D may be wrong on less than a quarter: else there is little to see.',
    'The losses of such a run look like those of one that is done.',
    'A D that is right but far too sure of itself where it is wrong has such a loss too: discriminator-accuracy tells. It is ' +
      'at most what a coin reads of as many samples in 99 of 100 cases.',
  ],
  options: {
    sees: scalar({ description: 'share of js that D’s value implies, at most', default: 0, atLeast: -1, below: 1 }),
  },
  judge(course, { sees }) {
    const js = course.series('js');
    if ('absent' in js) return js;
    const found = course.first(['js-implied', 'value', 'bayes-gap']);
    if ('absent' in found) return found;
    const short = tooShort(js) ?? tooShort(found);
    if (short) return { absent: short };
    const truth = new Map(js.points.map(({ step, value }) => [step, value]));
    const { implied, coin } = READ[found.metric];
    const isLost = ({ step, value }: Point) => {
      const divergence = truth.get(step);
      return divergence !== undefined && implied(value, divergence) <= sees * divergence;
    };
    const accuracy = course.series('discriminator-accuracy');
    const guesses = luckiestCoin(course.samples);
    const isGuessing = 'absent' in accuracy || accuracy.end.every(({ value }) => value <= guesses);
    return {
      holds: js.end.every(({ value }) => value >= LITTLE) && found.end.every(isLost) && isGuessing,
      evidence: [
        atEnd(js, 0, 'what is to be seen; 0 where q = p'),
        atEnd(found, coin(js.end.at(-1)!.value), 'what a coin in the place of D would read'),
        ...('absent' in accuracy ? [] : [atEnd(accuracy, guesses, 'the most that a coin reads in 99 of 100 cases')]),
      ],
    };
  },
});

const LITTLE = leastJs(0.25);

/** Of the share of 2 n fair guesses that are right, its 99 % quantile. */
function luckiestCoin(n: number): number {
  return 0.5 + (normalQuantile(1 - LEVEL) * 0.5) / Math.sqrt(2 * n);
}

interface Read {
  /** The divergence that D's value implies. */
  implied(value: number, js: number): number;
  coin(js: number): number;
}

const READ: Readonly<Record<string, Read>> = {
  'js-implied': { implied: (value) => value, coin: () => 0 },
  value: { implied: (value) => Math.LN2 + value / 2, coin: () => -Math.log(4) },
  'bayes-gap': { implied: (gap, js) => js - gap / 2, coin: (js) => 2 * js },
};
