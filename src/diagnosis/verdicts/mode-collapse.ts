/** The Helvetica scenario. */
import { scalar } from '../../core/options.js';
import { type Absent, atEnd, type Course, type Point, type Series, tooShort } from '../course.js';
import type { Judged, Judgement } from '../judgement.js';
import { fewestModes, LEVEL, largestModeKl, oneModeMissing, type PerfectModes, perfectModes } from '../perfect.js';
import { isRising } from '../trend.js';
import { verdict } from '../verdict.js';

export const modeCollapse = verdict({
  name: 'mode-collapse',
  says: 'G makes some modes only: fewer than as many samples of the data would cover, or as unevenly as if one were gone.',
  means: 'G makes some of the modes and leaves out others',
  kind: 'failure',
  paper: 'arXiv:1406.2661, section 6',
  needs: [['modes-covered', 'mode-kl', 'latent-collapse']],
  explains: ['off-data', 'imprecise', 'unfinished'],
  notes: [
    'modes-covered: fewer than what as many high-quality samples of the data cover in 99 of 100 cases.',
    'mode-kl: beyond what they read in 99 of 100 cases, and beyond what lacking the lightest mode costs, ' +
      'log(K / (K - 1)) of K equal modes.',
    'latent-collapse: `times` more of z in one small ball of x than the data has in any; of data without modes too.',
    'Any of the three will do, if it holds at every reading of the run’s last quarter and shows no trend to ' +
      'the better in the second half. A collapse on the mend is unfinished.',
  ],
  options: {
    times: scalar({
      says: 'latent-collapse from which on it is one: 2 is twice as much of z in one ball as the data has in any',
      default: 2,
      above: 1,
    }),
  },
  judge(course, { times }) {
    const ways = [covered(course), uneven(course), crowded(course, times)].filter((way) => way !== null);
    const told = ways.filter((way): way is Judged => !('absent' in way));
    if (told.length === 0)
      return (
        ways[0] ?? {
          absent: 'neither modes-covered nor mode-kl (of a target with modes) nor latent-collapse is measured',
        }
      );
    const holding = told.filter(({ holds }) => holds);
    return {
      holds: holding.length > 0,
      evidence: (holding.length > 0 ? holding : told).flatMap(({ evidence }) => evidence),
    };
  },
});

type Way = Judgement | null;

function covered(course: Course): Way {
  const found = modesOf(course, 'modes-covered');
  if (!found || 'absent' in found) return found;
  const { series, perfect, samplesAt } = found;
  const atLeast = Number(series.choice.atLeast ?? 1);
  const known = new Map<number, number>();
  const fewest = (point: Point) => {
    const n = samplesAt(point);
    const there = known.get(n) ?? fewestModes(perfect, { n, atLeast });
    known.set(n, there);
    return there;
  };
  return staying(series, {
    better: 'higher',
    is: (point) => point.value < fewest(point),
    beside: fewest,
    says: (last) =>
      `of ${perfect.weights.length} modes; ${samplesAt(last)} high-quality samples of the data cover no fewer, in ${100 * (1 - LEVEL)} of 100 cases`,
  });
}

function uneven(course: Course): Way {
  const found = modesOf(course, 'mode-kl');
  if (!found || 'absent' in found) return found;
  const { series, perfect, samplesAt } = found;
  const modes = perfect.weights.length;
  const limit = (point: Point) => Math.max(oneModeMissing(perfect), largestModeKl(perfect, samplesAt(point)));
  return staying(series, {
    better: 'lower',
    is: (point) => point.value > limit(point),
    beside: limit,
    says: ({ value }) =>
      `with one of the ${modes} modes gone; this is as uneven as ${(modes * Math.exp(-value)).toPrecision(2)} modes alone`,
  });
}

function crowded(course: Course, times: number): Way {
  const series = course.series('latent-collapse');
  if ('absent' in series) return null;
  return staying(series, {
    better: 'lower',
    is: ({ value }) => value >= times,
    beside: () => 1,
    says: () => 'the data; so many times more of z ends in one small ball of x',
  });
}

interface OfModes {
  readonly series: Series;
  readonly perfect: PerfectModes;
  /** How many high-quality samples a reading is of. */
  samplesAt(point: Point): number;
}

function modesOf({ series, target, samples }: Course, metric: string): OfModes | Absent | null {
  const found = series(metric);
  if ('absent' in found) return null;
  const perfect = target && perfectModes(target, found.choice);
  if (!perfect) return { absent: 'the target has no modes, or cannot be made any more' };
  if (perfect.weights.length < 2) return { absent: 'the target has one mode' };
  const quality = series('high-quality');
  const shares = new Map('absent' in quality ? [] : quality.points.map(({ step, value }) => [step, value]));
  const usual = perfect.highQuality ?? 1;
  return { series: found, perfect, samplesAt: ({ step }) => Math.round(samples * (shares.get(step) ?? usual)) };
}

interface State {
  readonly better: 'higher' | 'lower';
  is(point: Point): boolean;
  beside(last: Point): number;
  says(last: Point): string;
}

/** Whether every reading of the end is so, and the second half of the run shows no way out. */
function staying(series: Series, { better, is, beside, says }: State): Judgement {
  const short = tooShort(series);
  if (short) return { absent: short };
  const last = series.end.at(-1)!;
  return {
    holds: series.end.every(is) && !isRising(series, better),
    evidence: [atEnd(series, beside(last), says(last))],
  };
}
