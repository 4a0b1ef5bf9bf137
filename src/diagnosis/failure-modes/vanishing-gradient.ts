/** A discriminator that is right, and leaves G nothing to go by. */

import { scalar } from '../../core/gan/options.js';
import { median } from '../../core/math/statistics/statistics.js';
import type { TestOutcome } from '../evidence/finding.js';
import { type Absent, atEnd, type RunTrace, type Series, tooShort } from '../evidence/run-trace.js';
import { FARTHER, standingStill } from '../evidence/stationarity.js';
import { failureMode } from './_failure-mode.js';

export const vanishingGradient = failureMode({
  name: 'vanishing-gradient',
  description: 'G is far from the data and stays there: hardly any gradient reaches it.',
  means: 'hardly any gradient is left for G, which is far from the data and stays there',
  kind: 'failure',
  paper: 'arXiv:1701.04862, theorem 2.4',
  needs: [['js'], ['gradient-ratio', 'mean-probability-fake', 'value', 'gradient-norm-generator'], FARTHER],
  explains: ['mode-hopping', 'mode-collapse', 'off-manifold', 'poor-fit', 'still-improving'],
  notes: [
    'At every reading of the run’s last quarter js is within `overlap` of ln 2, where supports are apart, and ' +
      'G’s pull has gone.',
    'Under the minimax loss the pull on a score is D(G(z)), 1/2 where D is undecided. Gone is a share `left` ' +
      'of what it was.',
    'That is gradient-ratio (the non-saturating gradient over minimax’s, on the same D) of at least 1 / left; ' +
      'else mean-probability-fake of at most left / 2; else value of at least -left / 2, since E_q[D] <= -V.',
    'At D* the ratio is 28 for Gaussians 4 deviations apart, 3.4 for 2.',
    'Under other losses: gradient-norm-generator below `faded` of its median in the first half of the run. It alone tells ' +
      'there, and not under minimax.',
    'A gradient that is small because q = p is no failure: js near ln 2 rules that out.',
    'Nor is one that G gets on with: Adam takes steps of the same size by any gradient. js does not tell, so that a distance ' +
      'must be measured that does; none gets less by a share `moves`, seen as in the verdict still-improving.',
  ],
  options: {
    overlap: scalar({ description: 'share of ln 2 that js may be below it', default: 0.1, above: 0, below: 1 }),
    left: scalar({
      description: 'share of minimax’s pull on an undecided D that counts as gone',
      default: 0.1,
      above: 0,
      below: 1,
    }),
    faded: scalar({
      description: 'the same of other losses, of the median gradient in the first half of the run',
      default: 0.01,
      above: 0,
      below: 1,
    }),
    moves: scalar({
      description: 'share by which a distance must get less from the third quarter to the last for G to be on its way',
      default: 0.01,
      atLeast: 0,
      below: 1,
    }),
  },
  judge(course, { overlap, left, faded, moves }) {
    const js = course.series('js');
    if ('absent' in js) return js;
    const short = tooShort(js);
    if (short) return { absent: short };
    const apart = js.end.every(({ value }) => value >= (1 - overlap) * Math.LN2);
    const evidence = [atEnd(js, Math.LN2, 'disjoint supports')];
    if (!apart) return { holds: false, evidence };
    const pull = course.setting.loss?.generator.name === 'minimax' ? saturated(course, left) : faint(course, faded);
    if ('absent' in pull) return pull;
    if (!pull.holds) return { holds: false, evidence: [...evidence, ...pull.evidence] };
    const still = standingStill(course, moves);
    if ('absent' in still) return still;
    return { holds: still.holds, evidence: [...evidence, ...pull.evidence, ...still.evidence] };
  },
});

/** Minimax: by the best of what is measured. */
function saturated(course: RunTrace, left: number): TestOutcome | Absent {
  const found = course.first(['gradient-ratio', 'mean-probability-fake', 'value']);
  if ('absent' in found) return found;
  const { limit, says } = {
    'gradient-ratio': { limit: 1 / left, says: 'the non-saturating gradient on the same D is so many times larger' },
    'mean-probability-fake': { limit: left / 2, says: 'minimax’s pull on a score; 1/2 of an undecided D' },
    value: { limit: -left / 2, says: 'minimax’s pull on a score is at most this, less its sign' },
  }[found.metric as 'gradient-ratio' | 'mean-probability-fake' | 'value'];
  const isGone = (value: number) => (found.metric === 'mean-probability-fake' ? value <= limit : value >= limit);
  return stating(found, { holds: found.end.every(({ value }) => isGone(value)), limit, says });
}

function faint(course: RunTrace, faded: number): TestOutcome | Absent {
  const found = course.series('gradient-norm-generator');
  if ('absent' in found) return found;
  const early = found.points.filter(({ step }) => step <= course.run.steps / 2);
  if (early.length === 0) return { absent: `${found.column} is absent in the first half of the run` };
  const limit = faded * median(early.map(({ value }) => value));
  const says = `${faded} of its median in the first half of the run`;
  return stating(found, { holds: found.end.every(({ value }) => value <= limit), limit, says });
}

function stating(
  series: Series,
  { holds, limit, says }: { readonly holds: boolean; readonly limit: number; readonly says: string },
): TestOutcome | Absent {
  const short = tooShort(series);
  return short ? { absent: short } : { holds, evidence: [atEnd(series, limit, says)] };
}
