/** A discriminator that has lost track of G. */
import { scalar } from '../../core/options.js';
import { type Absent, atEnd, type Course, type Point, type Series, tooShort } from '../course.js';
import { leastJs } from '../fooled.js';
import { verdict } from '../verdict.js';

export const laggingDiscriminator = verdict({
  name: 'lagging-discriminator',
  says: 'D does no better than a coin, though q and p differ: what G follows says nothing of where p is.',
  means: 'D lost track of G: it does no better than a coin, though much could be told apart',
  kind: 'failure',
  paper: 'arXiv:1406.2661, theorem 1 and section 6',
  needs: [['js'], ['js-implied', 'value', 'bayes-gap']],
  explains: ['mode-hopping', 'mode-collapse', 'off-data', 'imprecise', 'unfinished'],
  notes: [
    'The value of the game implies a divergence, ln 2 + V / 2, which is js where D = D* and less as far as D is bad: js-implied, ' +
      'or js - bayes-gap / 2. Here it is at most `sees` of js at every reading of the run’s last quarter; 0 is what a coin gives.',
    'js must be .131 or more, beyond which the best D is wrong on less than a quarter: else there is little to see. The losses ' +
      'of such a run look like those of one that is done.',
  ],
  options: {
    sees: scalar({ says: 'share of js that D’s value implies, at most', default: 0, atLeast: -1, below: 1 }),
  },
  judge(course, { sees }) {
    const js = course.series('js');
    if ('absent' in js) return js;
    const implied = impliedBy(course, js);
    if ('absent' in implied) return implied;
    const short = tooShort(js) ?? tooShort(implied);
    if (short) return { absent: short };
    const truth = new Map(js.points.map(({ step, value }) => [step, value]));
    const lost = ({ step, value }: Point) => truth.has(step) && value <= sees * truth.get(step)!;
    return {
      holds: js.end.every(({ value }) => value >= LITTLE) && implied.end.every(lost),
      evidence: [
        atEnd(js, 0, 'what is to be seen; 0 where q = p'),
        atEnd(implied, 0, `what D sees of it, from ${implied.column}; 0 is a coin`),
      ],
    };
  },
});

const LITTLE = leastJs(0.25);

/** The divergence that D's value implies. */
function impliedBy(course: Course, js: Series): Series | Absent {
  const found = course.first(['js-implied', 'value', 'bayes-gap']);
  if ('absent' in found) return found;
  const truth = new Map(js.points.map(({ step, value }) => [step, value]));
  const of: Readonly<Record<string, (point: Point) => number>> = {
    'js-implied': ({ value }) => value,
    value: ({ value }) => Math.LN2 + value / 2,
    'bayes-gap': ({ step, value }) => (truth.get(step) ?? Number.NaN) - value / 2,
  };
  const map = (points: readonly Point[]) =>
    points.map((point) => ({ ...point, value: of[found.metric](point) })).filter(({ value }) => !Number.isNaN(value));
  return { ...found, points: map(found.points), end: map(found.end) };
}
