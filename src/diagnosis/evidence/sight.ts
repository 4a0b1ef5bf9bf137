/** Whose fault it is: how much of the difference between p and q D sees. */
import { mean } from '../../core/math/statistics/statistics.js';
import { plainNumber } from '../../core/text/plain-numbers.js';
import type { Evidence } from './evidence.js';
import type { Absent, Point, RunTrace, Series } from './run-trace.js';

export interface Sight {
  /** Mean of js over the last quarter of the run, in nats. */
  readonly js: number;
  /** The divergence that D's value implies, in nats: js for D*, less for any other D. */
  readonly implied: number;
  readonly evidence: Evidence;
}

interface Implied {
  /** The divergence that the metric implies, in nats. */
  implied(value: number, js: number): number;
  /** The metric's value for a D that guesses. */
  guessing(js: number): number;
}

/** Metrics of D's value under cross-entropy, and the divergence that each implies. */
export const IMPLIED: Readonly<Record<string, Implied>> = {
  'js-implied': { implied: (value) => value, guessing: () => 0 },
  value: { implied: (value) => Math.LN2 + value / 2, guessing: () => -Math.log(4) },
  'bayes-gap': { implied: (gap, js) => js - gap / 2, guessing: (js) => 2 * js },
};

export const MIN_VISIBLE_JS = 0.02; // nats: of less, the noise of training hides what D sees

/** The share of js that D sees over the last quarter; absent where js is small, or where D's value implies no divergence. */
export function sightOf({ series, first }: RunTrace): Sight | Absent {
  const js = series('js');
  if ('absent' in js) return js;
  const value = first(Object.keys(IMPLIED));
  if ('absent' in value) return value;
  const truth = new Map(js.end.map(({ step, value }) => [step, value]));
  const both = value.end.filter(({ step, value }) => truth.has(step) && Number.isFinite(value));
  if (both.length === 0) return { absent: `js and ${value.column} were not measured at the same steps` };
  const difference = mean(both.map(({ step }) => truth.get(step)!));
  if (!(difference >= MIN_VISIBLE_JS)) return { absent: `js is below ${MIN_VISIBLE_JS}: there is little to see` };
  const { implied } = IMPLIED[value.metric];
  const seen = mean(both.map((point) => implied(point.value, truth.get(point.step)!)));
  return { js: difference, implied: seen, evidence: evidenceOf(value, both, { difference, seen }) };
}

function evidenceOf(
  { column }: Series,
  points: readonly Point[],
  { difference, seen }: { readonly difference: number; readonly seen: number },
): Evidence {
  return {
    metric: column,
    from: points[0].step,
    to: points.at(-1)!.step,
    statistic: 'mean',
    value: mean(points.map(({ value }) => value)),
    reference: null,
    explanation: sightText({ seen, of: difference }, 'nats'),
  };
}

// Shares of js. Of a share of a half, half of the difference is neither seen by D nor passed on to G.
const SEES_NOTHING = 0.05;
export const SEES_HALF = 0.5;
const SEES_NEARLY_ALL = 0.8;

/** What is seen of a difference, graded. `unit`: of both. */
export function sightText({ seen, of }: { readonly seen: number; readonly of: number }, unit: string): string {
  const share = seen / of;
  const none = `D sees none of the ${plainNumber(of)} ${unit}`;
  if (share < -SEES_NOTHING) return `${none}: its loss is worse than that of guessing, and it is D that fails`;
  if (share <= SEES_NOTHING) return `${none}: it is D that lags`;
  const sees = `D sees ${plainNumber(Math.min(seen, of))} of the ${plainNumber(of)} ${unit}`;
  if (share < SEES_HALF) return `${sees}: it is D that lags`;
  if (share < SEES_NEARLY_ALL) return `${sees}: D lags, and G does not follow it`;
  return `${sees}, nearly all: it is G that does not follow`;
}
