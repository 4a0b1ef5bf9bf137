/** Whether q comes near p and leaves it again, over and over: cycling where the equilibrium is not known. */
import { maximum, minimum } from '../../core/math/long-lists.js';
import { comparesSamples } from './bayes-error.js';
import type { TestResult } from './evidence.js';
import { countReversals } from './reversals.js';
import type { Absent, RunTrace } from './run-trace.js';
import { lastTwoQuarters } from './trend.js';

const MIN_LARGEST = 0.03; // nats of js, or total-variation: smaller ones are the noise of training near q = p
const MAX_NEAREST = 1 / 4; // share of the largest value
const MIN_SWING = 1 / 3; // share of the largest value
const MIN_REVERSALS = 4; // two periods
const MIN_POINTS = 8; // in the second half of the run
// Share of the largest value of the third quarter. Peaks of a noisy cycle differ: of ten seeds of a clipped critic that circles, a share of
// 0.02 misses five, of 1/4 one, of 1/2 none.
const MAX_FALL = 1 / 2;

/** `without`: why the distance from the equilibrium is absent. */
export function recurrence(trace: RunTrace, without: Absent): TestResult {
  const series = trace.first(['js', 'total-variation']);
  if ('absent' in series) return { absent: `${without.absent}; ${series.absent}` };
  if (comparesSamples(trace))
    return { absent: `${without.absent}; ${series.column} is estimated from samples, whose noise turns back` };
  const quarters = lastTwoQuarters(series);
  if ('absent' in quarters) return { absent: `${without.absent}; ${quarters.absent}` };
  const { third, last } = quarters;
  const points = [...third, ...last];
  if (points.length < MIN_POINTS)
    return {
      absent: `${without.absent}; ${series.column} was measured ${points.length} times in the second half of the run, at least ${MIN_POINTS} are needed`,
    };
  const values = points.map(({ value }) => value);
  const [nearest, farthest] = [minimum(values), maximum(values)];
  const count = countReversals(values, MIN_SWING * farthest);
  const late = last.map(({ value }) => value);
  const goesOn =
    maximum(late) >= (1 - MAX_FALL) * maximum(third.map(({ value }) => value)) &&
    maximum(late) >= MIN_LARGEST &&
    countReversals(late, MIN_SWING * farthest) >= 1;
  return {
    applies: farthest >= MIN_LARGEST && nearest <= MAX_NEAREST * farthest && count >= MIN_REVERSALS && goesOn,
    evidence: [
      {
        metric: series.column,
        from: points[0].step,
        to: points.at(-1)!.step,
        statistic: 'reversals',
        value: count,
        reference: null,
        explanation: `reversals by at least a third of the largest value, ${farthest.toPrecision(3)}; the smallest is ${nearest.toPrecision(3)}`,
      },
    ],
  };
}
