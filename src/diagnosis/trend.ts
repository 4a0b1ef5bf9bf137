/** Whether a run is still on its way somewhere. */
import { risingTrend } from '../core/math/kendall.js';
import { mean } from '../core/math/statistics.js';
import type { Point, Series } from './course.js';

const LEVEL = 0.05;

export interface Way {
  /** P of so steady a way to the better, if every order of the readings were equally likely. */
  readonly p: number;
  /** Means of the first and the second half of the readings looked at. */
  readonly from: number;
  readonly to: number;
  readonly readings: number;
}

/** Of the second half of the run: a start is always a way to the better, and says nothing of the end. */
export function wayOf({ points }: Pick<Series, 'points'>, better: 'higher' | 'lower'): Way {
  const last = points.at(-1)?.step ?? 0;
  const values = points.filter(({ step }: Point) => step >= last / 2).map(({ value }) => value);
  const sign = better === 'higher' ? 1 : -1;
  const half = Math.floor(values.length / 2);
  const { p } = risingTrend(values.map((value) => sign * value));
  return { p, from: mean(values.slice(0, half)), to: mean(values.slice(-half)), readings: values.length };
}

/** Four readings that all go one way are the fewest that can be told from chance. */
export function isRising(series: Pick<Series, 'points'>, better: 'higher' | 'lower'): boolean {
  return wayOf(series, better).p <= LEVEL;
}
