/** Nothing that is measured speaks against it. */
import { scalar } from '../../core/gan/options.js';
import { modeWeightsOf } from '../../metrics/modes/_known.js';
import { apartness, fooledOption } from '../evidence/bayes-error.js';
import type { TestResult } from '../evidence/finding.js';
import { isAsMuch, jsWithout, oneModeMissing, perfectModes } from '../evidence/reference.js';
import { atEnd, type RunTrace, tooShort } from '../evidence/run-trace.js';
import { failureMode } from './_failure-mode.js';

export const healthy = failureMode({
  name: 'healthy',
  description:
    'The run ended near the truth: at rest, or so near p that even the best possible D would often be wrong.',
  means: 'it ended near the truth',
  kind: 'health',
  paper: 'arXiv:1406.2661, theorem 1',
  needs: [['js', 'total-variation', 'distance']],
  explains: [],
  notes: [
    'js, total-variation: the best D would be wrong more often than `fooled`, as in the verdict poor-fit, at every ' +
      'reading of the run’s last quarter.',
    'With six of eight modes js is no more than .0956: where modes are known, it is below what a q reads that lacks the ' +
      'lightest of them (.0454 of eight equal ones that lie apart; total-variation: its weight), or else mode-kl is ' +
      'below what that lack costs.',
    'Of games without p and q: distance, within `rest` of where it started. No length is known there to hold it against.',
    'Never by modes-covered and high-quality, which know nothing of shapes and little of shares; and not where a ' +
      'failure holds. None of this says that q = p.',
  ],
  options: {
    fooled: fooledOption(),
    rest: scalar({
      description: 'share of the first distance within which a game is at rest',
      default: 0.05,
      above: 0,
      below: 1,
    }),
  },
  judge(course, { fooled, rest }) {
    const told = near(course, fooled);
    return 'absent' in told && course.setting.target === undefined && !('absent' in course.series('distance'))
      ? resting(course, rest)
      : told;
  },
});

function resting({ series }: RunTrace, rest: number): TestResult {
  const distance = series('distance');
  if ('absent' in distance) return distance;
  const short = tooShort(distance);
  if (short) return { absent: short };
  const limit = rest * distance.points[0].value;
  return {
    holds: distance.end.every(({ value }) => value <= limit),
    evidence: [atEnd(distance, limit, 'within this of the equilibrium it is at rest')],
  };
}

function near(course: RunTrace, fooled: number): TestResult {
  const found = apartness(course, fooled);
  if ('absent' in found) return found;
  const { series, limit, says } = found;
  const short = tooShort(series);
  if (short) return { absent: short };
  const isBelow = (most: number) => series.end.every(({ value }) => value < most);
  const evidence = [atEnd(series, limit, says)];
  if (!isBelow(limit)) return { holds: false, evidence };
  const lost = lightestLost(course, series.metric);
  if (lost === null || isBelow(lost)) return { holds: true, evidence };
  const shares = everyModeMade(course);
  return 'absent' in shares
    ? {
        absent: `${series.column} of ${lost.toPrecision(3)} or more may hide a lost mode, which mode-kl would tell: ${shares.absent}`,
      }
    : { holds: shares.holds, evidence: [...evidence, ...shares.evidence] };
}

/** What a q reads that is p without its lightest mode; null where p has no modes, or one. */
function lightestLost({ target }: RunTrace, metric: string): number | null {
  const weights = target && modeWeightsOf(target);
  if (!weights || weights.length < 2) return null;
  const lightest = Math.min(...weights);
  return metric === 'js' ? jsWithout(lightest) : lightest;
}

function everyModeMade({ series, target }: RunTrace): TestResult {
  const shares = series('mode-kl');
  if ('absent' in shares) return shares;
  const perfect = target && perfectModes(target, shares.choice);
  const short = tooShort(shares);
  if (short || !perfect) return { absent: short ?? 'the target has no modes' };
  const limit = oneModeMissing(perfect);
  return {
    holds: shares.end.every(({ value }) => !isAsMuch(value, limit)),
    evidence: [atEnd(shares, limit, 'with the lightest mode gone')],
  };
}
